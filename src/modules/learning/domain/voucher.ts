import type { AccountStatement } from '@putokaz/xapi'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { QuestionType } from '#modules/questions/index.ts'
import { extensionsOf, lastArrival } from './taken-test.ts'

/** An attempt that was taken along, as the Centre gives it to the device under its seal: enough to begin it anew, and nothing of the keys. */
export interface Voucher {
  /** The life of the server in which it was begun. */
  readonly epoch: string
  readonly attempt: string
  readonly person: string
  readonly course: string
  readonly courseVersion: string
  readonly test: string
  readonly seed: string
  /** In percent. */
  readonly pass: number
  readonly startedAt: Date
  readonly takenAt: Date
  readonly until: Date
  readonly device: string
  /** What was drawn, in its order. */
  readonly items: readonly VoucherItem[]
}

export interface VoucherItem {
  readonly id: string
  readonly version: number
  readonly type: QuestionType
}

/** Why an attempt can't be begun anew. `not-ours`: no seal of this centre is on it. */
export type VoucherRefusal = 'not-ours' | 'not-hers' | 'begun-here' | 'expired'

interface Here {
  readonly attempt: string
  /** Every account of whoever sent it. */
  readonly people: readonly string[]
  readonly epoch: string
  readonly now: Date
}

/**
 * Whether an attempt that is not known here may be begun by this voucher. Only in another life of the server than its own:
 * what was begun in this one and is gone was taken out on purpose.
 */
export function decideVoucher(voucher: Voucher, { attempt, people, epoch, now }: Here): Result<Voucher, VoucherRefusal> {
  if (voucher.attempt !== attempt) return refuse('not-ours')
  if (!people.includes(voucher.person)) return refuse('not-hers')
  if (voucher.epoch === epoch) return refuse('begun-here')
  return now >= lastArrival(voucher.until) ? refuse('expired') : done(voucher)
}

const longest = 64 * 1024

/** The sealed vouchers that these statements carry, each once. */
export function vouchersIn(statements: readonly AccountStatement[], activityBase: string): string[] {
  const name = extensionsOf(activityBase).voucher
  const found = statements.map(({ result }) => (result?.extensions as Readonly<Record<string, unknown>> | undefined)?.[name])
  return [...new Set(found)].filter((one) => typeof one === 'string').filter((one) => one.length <= longest)
}
