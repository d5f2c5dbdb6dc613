import type { Fact } from '#kernel/fact.ts'
import type { Variant } from '#kernel/localized.ts'
import type { LetterState } from './domain/sending.ts'

export interface NoticesTables {
  /** The outbox: one row per letter, from the fact that asks for it to what became of it. */
  letter: {
    id: string
    kind: string
    /** Null when it goes to an address of the centre's settings. */
    person: string | null
    /** Names the hearing and the recipient that it was written for, so that a reaction that runs twice writes once. */
    occasion: string
    /** The fact it is about: ids only. */
    body: Fact['body']
    /** Hash of the address the person had when it was written; when she has another now, it is not sent. */
    address_hash: string | null
    state: LetterState
    tries: number
    /** The class of the last trouble, or why it was withdrawn. */
    problem: string | null
    /** When it is tried next; while it is being sent, when others may think that the sender is gone. */
    next_try: Date | null
    give_up_at: Date
    made_at: Date
    sent_at: Date | null
    message_id: string | null
    /** What was sent, with the secret of its link taken out. */
    said: Said | null
  }
  /** Letters that a person does not want, of those that nobody has to get. */
  unwanted_letter: { person: string; kind: string; since: Date }
  /** Hashes of the keys with which letters can be declined without signing in. */
  decline_key: { hash: string; person: string; kind: string; made_at: Date }
}

export interface Said {
  readonly subject: string
  readonly text: string
  readonly variant: Variant
}
