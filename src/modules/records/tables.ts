import type { AccountStatement } from '@putokaz/xapi'

export interface RecordsTables {
  /** One row per id ever accepted, in one table for all months, so that a resend across a month's end is seen. */
  statement_id: { id: string; content_hash: Buffer; stored: Date }
  /** Partitioned by the month of `stored`. */
  statement: {
    id: string
    stored: Date
    actor: string
    verb: string
    object: string
    registration: string | null
    authority: Authority
    body: AccountStatement
  }
}

/** Who vouches for a statement: the Centre itself, or only the learner's own device. */
export type Authority = 'centre' | 'device'
