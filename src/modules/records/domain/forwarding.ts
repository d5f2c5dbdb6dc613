/** How statements are handed on to another record store: pure decisions, told the time and the answers. */

/** Whose statements are handed on. */
export const forwardedAuthorities = ['centre', 'device', 'client'] as const
export type ForwardedAuthority = (typeof forwardedAuthorities)[number]

export type Answer =
  | { readonly kind: 'accepted' }
  /** One of them is not to its liking: which one is found out by halving. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It is its state, or the way there, not the statements: tried again. `waitMs` is what it asked for. */
  | { readonly kind: 'trouble'; readonly problem: string; readonly waitMs?: number }

const longestWait = 900_000

/** What the answer of another store means (Communication 3.2: 400, 409 and 413 are about what was sent). */
export function readAnswer(status: number, retryAfter: string | null): Answer {
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (status === 400 || status === 409 || status === 413 || status === 422) return { kind: 'refused', status }
  const seconds = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined
  return { kind: 'trouble', problem: `answered-${status}`, ...(seconds !== undefined && { waitMs: Math.min(seconds * 1000, longestWait) }) }
}

/** 5, 10, 20 … 900 seconds. */
export function waitAfter(tries: number, asked = 0): number {
  return Math.max(asked, Math.min(5000 * 2 ** Math.min(tries - 1, 20), longestWait))
}

export interface NotTaken<Statement> {
  readonly statement: Statement
  readonly status: number
}

export interface Progress<Statement> {
  /** So many from the beginning are done with: taken, or not to be taken. */
  readonly through: number
  readonly notTaken: readonly NotTaken<Statement>[]
  readonly trouble?: Extract<Answer, { kind: 'trouble' }>
}

/** Whether a store that never took anything refuses everything: then it is not the statements. */
export function refusesAll({ through, notTaken }: Progress<unknown>, sentBefore: number): boolean {
  return sentBefore === 0 && through > 0 && notTaken.length === through
}
