import { randomUUID } from 'node:crypto'
import { networkOf } from '#kernel/network.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { countWithin } from '../allowance-store.ts'
import { checksForKnown, checksPerAccount, checksPerAddress, later, spanOf, windowMinutes } from '../domain/limits.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret } from '../secrets.ts'
import { isKnownDevice } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { forgetWhatIsOver } from '../store.ts'

/** Who asks for a secret to be checked: the account it is for (none when the secret alone says it), and the network address it came from. */
export interface Asker {
  readonly account?: string
  readonly address: string
  /** How many for this account; as many as passwords are checked unless told. */
  readonly perAccount?: number
}

export type Allowance = 'left' | 'address-spent' | 'account-spent'

/** The account whose secret is to be checked: by its id, or, when nobody has that login, by what was typed. */
export interface CheckedAccount {
  readonly person: string | undefined
  readonly login?: string
  /** She holds a letter to the owner, or came so far on a known device. */
  readonly trusted?: boolean
}

/**
 * Whether one more secret of an account may be checked now: password, code of an app, recovery code. All paths share one
 * allowance. A part of it is for browsers that signed in to this account before; whoever asks from elsewhere can't use that
 * part up, nor can her neighbours on the same network.
 */
export async function mayCheckFor(app: App, account: CheckedAccount, from: FromWhere): Promise<boolean> {
  const { person, login = '' } = account
  const subject = person ?? `login:${login}`
  if (account.trusted || (await knows(app, from, person))) return countKnown(app, subject)
  return (await allowanceOf(app, { account: subject, address: from.address })) === 'left'
}

/** Asked of a login nobody has, too: the answer takes as long. */
async function knows(app: App, { device }: FromWhere, person: string | undefined): Promise<boolean> {
  if (device === undefined) return false
  return isKnownDevice(app.db, hashSecret(device), person ?? randomUUID(), app.now())
}

async function countKnown(app: App, account: string): Promise<boolean> {
  const counted = await app.db.transact((tx) => count(app, tx, subject('known', account), checksForKnown))
  return counted !== 'spent'
}

/** Never more than so many in any quarter of an hour, whenever it begins. What is refused is not counted: nobody keeps a door shut by knocking. */
function count(app: App, tx: Tx, subject: string, most: number): ReturnType<typeof countWithin> {
  const now = app.now()
  return countWithin(tx, { subject, now, since: later(now, -windowMinutes / 60), most })
}

/**
 * Whether one more secret may be checked now, or one more letter written. Counted in a transaction of its own, so that
 * a failed try counts too.
 */
export async function mayCheckSecret(app: App, asker: Asker): Promise<boolean> {
  return (await allowanceOf(app, asker)) === 'left'
}

/** Whose allowance is used up, if any. */
export async function allowanceOf(app: App, { account, address, perAccount = checksPerAccount - checksForKnown }: Asker): Promise<Allowance> {
  const now = app.now()
  const { idleDays } = await signInLimits(app.db)
  return app.db.transact(async (tx) => {
    const byAddress = await count(app, tx, subject('address', networkOf(address)), checksPerAddress)
    if (byAddress === 'first') await forgetWhatIsOver(tx, { now, span: spanOf(later(now, -windowMinutes / 60)), idleSince: later(now, -24 * idleDays) })
    if (byAddress === 'spent') return 'address-spent'
    if (account === undefined) return 'left'
    return (await count(app, tx, subject('account', account), perAccount)) === 'spent' ? 'account-spent' : 'left'
  })
}

/** Of a fixed length whatever was typed, and unreadable: a password typed into the wrong field is not kept. */
export function subject(kind: string, text: string): string {
  return hashSecret(`${kind}:${text}`).toString('base64url')
}
