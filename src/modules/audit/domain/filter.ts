import type { Outcome } from './entry.ts'

/** What of the log somebody wants to see. All that is given must fit. */
export interface AuditFilter {
  /** From the beginning of this moment on, and before that one. */
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly deed?: string | undefined
  /** A doer, or the person it concerns. */
  readonly person?: string | undefined
  readonly outcome?: Outcome | undefined
  /** The beginning of the name of a thing: `institution:` or `institution:KA`. */
  readonly on?: string | undefined
}

/** An entry in a list, newest first. */
export interface Position {
  readonly at: number
  readonly id: string
}

/** `1764000000000000.018f…`: a place in the list that can stand in an address. */
export function positionText({ at, id }: Position): string {
  return `${at}.${id}`
}

export function positionFrom(text: string | null): Position | undefined {
  const [, at, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id }
}
