/**
 * Vouchers are sealed with a key that no copy of the database holds, each bound to its attempt: nobody else can make or change one.
 * It is made of the key of devices: where that was lost, what waits on devices is lost in any case.
 */
import { done, type Result, refuse } from '#kernel/result.ts'
import { personIds } from '#modules/people/index.ts'
import { deviceStatementsIn } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { sealingWith } from '#platform/sealed-secret.ts'
import { type AttemptRow, answersOf } from '../attempt-store.ts'
import { decideVoucher, type Voucher, type VoucherRefusal, vouchersIn } from '../domain/voucher.ts'
import { parseVoucher, voucherText } from '../voucher-text.ts'

const { seal, openSealed } = sealingWith('devices', 'putokaz-voucher')

/** For an attempt that a device takes along now. */
export async function issueVoucher(app: App, tx: Tx, attempt: AttemptRow): Promise<string> {
  const { id, person, course, course_version: courseVersion, test, seed, pass, started_at: startedAt } = attempt
  const { taken_at: takenAt, taken_until: until, taken_by: device } = attempt
  if (!until || device === null) throw new Error('an attempt that nobody took along')
  const items = (await answersOf(tx, id)).map(({ item, item_version, type }) => ({ id: item, version: item_version, type }))
  const about = { epoch: app.epoch, attempt: id, person, course, courseVersion, test, seed, pass, device, items }
  const text = voucherText({ ...about, startedAt, takenAt: takenAt ?? startedAt, until })
  return (await seal(app, id, text)).toString('base64url')
}

/** The voucher among what a person's devices told of this attempt. Undefined when they told of none. */
export async function voucherOf(app: App, tx: Tx, given: { person: string; attempt: string }): Promise<Result<Voucher, VoucherRefusal> | undefined> {
  const told = await deviceStatementsIn(tx, given.person, given.attempt)
  const sealed = vouchersIn(
    told.map(({ statement }) => statement),
    app.activityBase,
  )
  const here = { attempt: given.attempt, people: await personIds(tx, given.person), epoch: app.epoch, now: app.now() }
  let first: Result<Voucher, VoucherRefusal> | undefined
  for (const one of sealed) {
    const voucher = await opened(app, given.attempt, one)
    const decision = voucher ? decideVoucher(voucher, here) : refuse('not-ours' as const)
    if (decision.ok) return done(decision.value)
    first ??= decision
  }
  return first
}

async function opened(app: App, attempt: string, sealed: string): Promise<Voucher | undefined> {
  const text = await openSealed(app, attempt, Buffer.from(sealed, 'base64url')).catch(() => undefined)
  return text === undefined ? undefined : parseVoucher(text)
}
