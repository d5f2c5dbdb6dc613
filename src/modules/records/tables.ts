import type { Statement, Version } from '@putokaz/xapi'

export interface RecordsTables {
  /** One row per id ever accepted, in one table for all months, so that a resend across a month's end is seen. */
  statement_id: { id: string; content_hash: Buffer; stored: Date }
  /** Partitioned by the month of `stored`. */
  statement: {
    id: string
    stored: Date
    /** The account of a person of this centre, or nothing. */
    actor: string
    verb: string
    object: string
    registration: string | null
    authority: Authority
    body: Statement
  }
  /** What statements are found by (keys.ts), partitioned alike. `of`: the statement referred to that has the key, if it is not the own. */
  statement_key: { key: string; stored: Date; id: string; of: string | null }
  statement_ref: { target: string; id: string; stored: Date }
  /** What voids what. `over`: only statements of this authority; null: of any. */
  statement_void: { id: string; by: string; over: string | null; stored: Date }
  record_attachment: { sha2: string; blob: string; bytes: number; kept_at: Date }
  record_document: {
    /** Stands for kind, activity, agent and registration together. */
    place: string
    name: string
    kind: DocumentKind
    activity: string | null
    agent: string | null
    /** The account of a person of this centre, if it is hers. */
    person: string | null
    registration: string | null
    content_type: string
    body: Buffer
    etag: string
    updated: Date
  }
  record_client: {
    id: string
    key: string
    secret_hash: Buffer
    name: string
    scopes: string[]
    origins: string[]
    edition: Version
    made_at: Date
    revoked_at: Date | null
  }
  /** Another record store, and how far it has what it is to have: everything up to `place`. */
  record_forwarding: {
    id: string
    name: string
    address: string
    key: string
    secret: Buffer
    edition: Version
    authorities: string[]
    verbs: string[]
    made_at: Date
    paused_at: Date | null
    place_stored: Date
    place_id: string
    sent: number
    last_sent_at: Date | null
    /** A word of `domain/forwarding.ts` or of the limited fetch. */
    problem: string | null
    tries: number
    /** While one server serves it: the end of its lease. */
    next_try: Date
  }
  /** `again`: it is to be sent once more. */
  record_not_forwarded: { forwarding: string; statement: string; status: number; at: Date; again: boolean }
}

export type DocumentKind = 'state' | 'agent-profile' | 'activity-profile'

/** Who vouches for a statement: the Centre itself, the learner's own device, or another system. Only the Centre's word proves anything. */
export type Authority = 'centre' | 'device' | `client:${string}`
