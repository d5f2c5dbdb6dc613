import type { Found, Standing } from '../ledger.ts'
import type { Ask } from './asking.ts'

/** Somebody who works in the centre: signed in, with a test under way. */
export interface Taker {
  readonly person: string
  readonly session: string
  readonly attempt: string
}

/** What is there after an experiment, as the ledger asks for it. */
export interface Kept {
  readonly things: readonly Found[]
  readonly places: readonly Standing[]
}

/** What an experiment is made on: the real server, or a double that is broken on purpose and must be found out. */
export interface Subject {
  readonly port: number
  readonly origin: string
  readonly takers: readonly Taker[]
  readonly items: readonly string[]
  /** The `Authorization` header of another system that writes to the record store. */
  readonly authorization: string
  readonly ask: Ask
  /** Ends it at once, without a goodbye. */
  kill(): Promise<void>
  /** Starts it again on what it kept; says after how many milliseconds it was healthy. */
  start(): Promise<number>
  kept(): Promise<Kept>
  close(): Promise<void>
}
