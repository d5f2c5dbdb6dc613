/** The outcome of a decision: done with a value, or refused for a reason from a closed list. */
export type Result<T, R> = Done<T> | Refused<R>
export interface Done<T> {
  readonly ok: true
  readonly value: T
}
export interface Refused<R> {
  readonly ok: false
  readonly refusal: R
}

export function done<T>(value: T): Done<T> {
  return { ok: true, value }
}

export function refuse<const R>(refusal: R): Refused<R> {
  return { ok: false, refusal }
}
