import { done, type Result, refuse } from '#kernel/result.ts'
import { lastArrival, takenUntil } from './taken-test.ts'

/** How a test is drawn and passed, as its course says: `pass` in percent, `minutes` where there is a time limit. */
export interface TestRules {
  readonly draw: number
  readonly pass: number
  readonly attempts: number
  readonly minutes?: number
}

/** What is known of an attempt when something is asked of it. */
export interface AttemptState {
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly handedInAt: Date | null
  /** While a device has the test. */
  readonly takenUntil: Date | null
}

/** How long after its end an answer that was on its way still counts. */
export const graceSeconds = 10

/** Until when answers are taken; never, while there is no time limit. */
export function closesAt({ dueAt }: Pick<AttemptState, 'dueAt'>): Date | null {
  return dueAt && new Date(dueAt.getTime() + graceSeconds * 1000)
}

/** Open, on a device, out of time but not yet handed in, or handed in. */
export type Stage = 'open' | 'away' | 'overdue' | 'handed-in'

export function stageOf(attempt: AttemptState, now: Date): Stage {
  if (attempt.handedInAt) return 'handed-in'
  if (attempt.takenUntil) return now >= lastArrival(attempt.takenUntil) ? 'overdue' : 'away'
  const end = closesAt(attempt)
  return end && now >= end ? 'overdue' : 'open'
}

/** Whether the attempt is one that she is in the middle of, here or on a device. */
export function isUnderWay(attempt: AttemptState, now: Date): boolean {
  return ['open', 'away'].includes(stageOf(attempt, now))
}

export type StartRefusal = 'no-attempts-left' | 'has-time-limit'

export interface Beginning {
  readonly dueAt: Date | null
  readonly takenUntil: Date | null
}

export interface Wish {
  /** Every attempt made before. */
  readonly used: number
  /** To a place without a network; never where there is a time limit, since nobody could measure it there. */
  readonly along: boolean
}

/** Whether one more attempt may begin, and when it ends. */
export function decideStart(rules: TestRules, { used, along }: Wish, now: Date): Result<Beginning, StartRefusal> {
  if (along && rules.minutes !== undefined) return refuse('has-time-limit')
  if (used >= rules.attempts) return refuse('no-attempts-left')
  const dueAt = rules.minutes === undefined ? null : new Date(now.getTime() + rules.minutes * 60_000)
  return done({ dueAt, takenUntil: along ? takenUntil(now) : null })
}

export type GrantRefusal = 'attempts-left' | 'passed-already'

/** Whether somebody may be given one more attempt: only who has used all of hers, and passed with none. */
export function decideGrant(
  rules: TestRules,
  attempts: readonly { readonly passed: boolean | null; readonly handed_in_at: Date | null }[],
): Result<null, GrantRefusal> {
  if (attempts.some(({ passed }) => passed === true)) return refuse('passed-already')
  const isOpen = attempts.some(({ handed_in_at }) => handed_in_at === null)
  return isOpen || attempts.length < rules.attempts ? refuse('attempts-left') : done(null)
}

/** What of an item is known when an answer to it arrives. */
export interface ItemState {
  readonly type: string
  readonly response: unknown
  /** Grows with every answer; 0 before the first. */
  readonly sequence: number
  /** The statement of the answer that is kept. */
  readonly statement: string | null
}

export interface ArrivingAnswer {
  readonly id: string
  /** Null when the question is left without an answer again. */
  readonly response: { readonly type: string } | null
  readonly sequence: number
}

export type AnswerRefusal = 'away' | 'handed-in' | 'time-over' | 'no-such-item' | 'response-malformed' | 'newer-kept'

/**
 * What becomes of an answer that arrives: it is kept, it is a repeat of the one kept, or it is refused.
 * One that is not newer than what is kept never replaces it.
 */
export function decideAnswer(attempt: AttemptState, item: ItemState | undefined, answer: ArrivingAnswer, now: Date): Result<'keep' | 'repeat', AnswerRefusal> {
  if (!item) return refuse('no-such-item')
  if (answer.response !== null && answer.response.type !== item.type) return refuse('response-malformed')
  if (answer.id === item.statement && answer.sequence === item.sequence && sameResponse(answer.response, item.response)) return done('repeat')
  const stage = stageOf(attempt, now)
  if (stage !== 'open') return refuse(stage === 'overdue' ? 'time-over' : stage)
  return answer.sequence > item.sequence ? done('keep') : refuse('newer-kept')
}

/** Whether two responses say the same, in whatever order their keys stand. */
export function sameResponse(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b)
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

export type FlagRefusal = 'away' | 'handed-in' | 'time-over' | 'no-such-item'

export function decideFlag(attempt: AttemptState, item: object | undefined, now: Date): Result<null, FlagRefusal> {
  if (!item) return refuse('no-such-item')
  const stage = stageOf(attempt, now)
  if (stage === 'open') return done(null)
  return refuse(stage === 'overdue' ? 'time-over' : stage)
}

/** When an attempt counts as handed in: now, or at its end when that has passed. Handed in once, it stays so. */
export function handInMoment(attempt: AttemptState, now: Date): Date {
  if (attempt.handedInAt) return attempt.handedInAt
  const end = attempt.takenUntil ?? attempt.dueAt
  return end && now > end ? end : now
}
