/** What a person may ask for (ZZPL art. 26, 29, 30, 31, 37; GDPR art. 15–18, 21). */
const requestKinds = ['access', 'rectify', 'erase', 'restrict', 'object'] as const
export type RequestKind = (typeof requestKinds)[number]

export function isRequestKind(text: string): text is RequestKind {
  return (requestKinds as readonly string[]).includes(text)
}

export type RequestState = 'open' | 'granted' | 'refused'

const day = 86_400_000
/** ZZPL art. 21, GDPR art. 12: an answer within thirty days, and once sixty more where it is said why. */
const termDays = 30
const moreDays = 60
const warnAfterDays = 20

export function dueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + termDays * day)
}

export interface Clocked {
  readonly state: RequestState
  readonly askedAt: Date
  readonly dueAt: Date
}

/** How urgent an open request is: from day 20 it is pressing, after its last day late. */
export function urgency({ state, askedAt, dueAt: due }: Clocked, now: Date): 'closed' | 'calm' | 'pressing' | 'late' {
  if (state !== 'open') return 'closed'
  if (now > due) return 'late'
  const sincePressing = Math.max(askedAt.getTime() + warnAfterDays * day, due.getTime() - (termDays - warnAfterDays) * day)
  return now.getTime() >= sincePressing ? 'pressing' : 'calm'
}

/** The later end of the term; null when it was put off once already. */
export function putOff({ askedAt, dueAt: due }: Clocked): Date | null {
  const latest = new Date(dueAt(askedAt).getTime() + moreDays * day)
  return due < latest ? latest : null
}
