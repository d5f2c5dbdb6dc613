import { done, type Result, refuse } from '#kernel/result.ts'

/** What the administrator was shown of a rule: how much goes, how old the oldest is, and from which moment on things stay. */
export interface ShownRule {
  readonly key: string
  readonly count: number
  /** As ISO 8601, since this is kept as JSON. */
  readonly oldest: string | null
  readonly before: string
}

export type ProposalState = 'proposed' | 'withdrawn' | 'confirmed' | 'done' | 'grown'

export interface Proposal {
  readonly state: ProposalState
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly shown: readonly ShownRule[]
}

export const confirmDays = 7

/** Whether somebody may confirm now: somebody else, in time, and no more than what was shown. */
export function decideConfirmation(
  proposal: Proposal,
  { by, now, found }: { by: string; now: Date; found: readonly ShownRule[] },
): Result<null, 'not-open' | 'same-person' | 'lapsed' | 'grown'> {
  if (proposal.state !== 'proposed') return refuse('not-open')
  if (proposal.proposedBy === by) return refuse('same-person')
  if (hasLapsed(proposal, now)) return refuse('lapsed')
  return hasGrown(proposal.shown, found) ? refuse('grown') : done(null)
}

export function hasLapsed({ proposedAt }: Pick<Proposal, 'proposedAt'>, now: Date): boolean {
  return now.getTime() > proposedAt.getTime() + confirmDays * 86_400_000
}

/** Whether any rule would take out more, or older things, than was shown; a rule that was not shown takes nothing. */
export function hasGrown(shown: readonly ShownRule[], found: readonly ShownRule[]): boolean {
  return found.some(({ key, count, oldest }) => {
    const before = shown.find((one) => one.key === key)
    if (!before) return count > 0
    return count > before.count || (count > 0 && oldest !== null && before.oldest !== null && oldest < before.oldest)
  })
}

/** The same day so many months earlier; where that month is shorter, its last day. */
export function monthsBefore(now: Date, months: number): Date {
  const earlier = new Date(now)
  earlier.setUTCMonth(earlier.getUTCMonth() - months)
  if (earlier.getUTCDate() !== now.getUTCDate()) earlier.setUTCDate(0)
  return earlier
}
