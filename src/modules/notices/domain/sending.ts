/** What becomes of a letter: pure decisions, told the time. */
export const letterStates = ['waiting', 'sending', 'sent', 'failed', 'parked', 'withdrawn'] as const
export type LetterState = (typeof letterStates)[number]

/** Why a letter is not sent any more although nothing failed. */
export type Withdrawal = 'nobody' | 'disabled' | 'no-address' | 'address-changed' | 'not-confirmed' | 'unwanted' | 'over' | 'by-hand'

export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'trouble'; readonly passing: boolean; readonly problem: string }
  | { readonly kind: 'withdrawn'; readonly reason: Withdrawal }

export interface Standing {
  readonly state: LetterState
  readonly problem: string | null
  readonly nextTry: Date | null
}

const minute = 60_000
const hour = 60 * minute
/** How long a passing trouble may last. */
export const longestTrying = 72 * hour
/** After this a letter that was being sent counts as dropped by a sender that is gone. */
export const sendingAtMost = 10 * minute
const pauses = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour]

/** Where a letter stands after a try. What passes is tried again after growing pauses until its time is over; what doesn't waits for a person. */
export function afterTry(letter: { tries: number; giveUpAt: Date }, outcome: Outcome, now: Date): Standing {
  if (outcome.kind === 'sent') return { state: 'sent', problem: null, nextTry: null }
  if (outcome.kind === 'withdrawn') return { state: 'withdrawn', problem: outcome.reason, nextTry: null }
  const { problem } = outcome
  if (!outcome.passing) return { state: 'parked', problem, nextTry: null }
  if (now >= letter.giveUpAt) return { state: 'failed', problem, nextTry: null }
  const pause = pauses[Math.min(Math.max(letter.tries, 1), pauses.length) - 1] ?? hour
  return { state: 'waiting', problem, nextTry: new Date(Math.min(now.getTime() + pause, letter.giveUpAt.getTime())) }
}

/** What an administrator may do with a letter by hand. */
export function mayRetry(state: LetterState): boolean {
  return state === 'failed' || state === 'parked' || state === 'waiting'
}

export function mayWithdraw(state: LetterState): boolean {
  return state === 'waiting' || state === 'failed' || state === 'parked'
}

export interface Recipient {
  readonly disabled: boolean
  readonly confirmed: boolean
  readonly addressHash: string | null
}

/** Whether a letter may still go to the person it was written for, as she is now; the reason when it may not. */
export function withdrawalFor(
  letter: { addressHash: string | null; toUnconfirmed: boolean; unwanted: boolean },
  recipient: Recipient | null,
): Withdrawal | undefined {
  if (!recipient) return 'nobody'
  if (recipient.disabled) return 'disabled'
  if (recipient.addressHash === null) return 'no-address'
  if (letter.addressHash !== null && letter.addressHash !== recipient.addressHash) return 'address-changed'
  if (!recipient.confirmed && !letter.toUnconfirmed) return 'not-confirmed'
  return letter.unwanted ? 'unwanted' : undefined
}
