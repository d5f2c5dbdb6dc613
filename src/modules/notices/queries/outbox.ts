import { addressee } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import { maskedAddress } from '../domain/masked-address.ts'
import { type LetterState, mayRetry, mayWithdraw } from '../domain/sending.ts'
import { type LetterFilter, type LetterRow, letterById, lettersWhere } from '../store.ts'
import type { Said } from '../tables.ts'

/** A letter as an administrator sees it: to whom, but not the whole address. */
export interface ListedLetter {
  readonly id: string
  readonly kind: string
  readonly state: LetterState
  readonly tries: number
  readonly problem: string | null
  readonly madeAt: Date
  readonly nextTry: Date | null
  readonly sentAt: Date | null
  /** Null when it goes to an address of the settings, or to nobody any more. */
  readonly to: string | null
}

export interface OpenedLetter extends ListedLetter {
  readonly messageId: string | null
  readonly said: Said | null
  readonly mayRetry: boolean
  readonly mayWithdraw: boolean
}

export interface OutboxPage {
  readonly letters: readonly ListedLetter[]
  /** The id after which the next page begins; undefined on the last. */
  readonly after: string | undefined
}

const perPage = 50

/** Letters, the last written first. */
export async function outbox(db: Db, filter: LetterFilter): Promise<OutboxPage> {
  const rows = await lettersWhere(db, filter, perPage + 1)
  const letters = await Promise.all(rows.slice(0, perPage).map((row) => listed(db, row)))
  return { letters, after: rows.length > perPage ? letters.at(-1)?.id : undefined }
}

export async function openedLetter(db: Db, id: string): Promise<OpenedLetter | null> {
  const row = await letterById(db, id)
  if (!row) return null
  const { said, state, message_id: messageId } = row
  return { ...(await listed(db, row)), messageId, said, mayRetry: mayRetry(state), mayWithdraw: mayWithdraw(state) }
}

async function listed(db: Db, row: LetterRow): Promise<ListedLetter> {
  const person = row.person === null ? null : await addressee(db, row.person)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    tries: row.tries,
    problem: row.problem,
    madeAt: row.made_at,
    nextTry: row.next_try,
    sentAt: row.sent_at,
    to: person?.email ? maskedAddress(person.email) : null,
  }
}
