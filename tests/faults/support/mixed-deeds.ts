import { answer, type Deed, document, type Ledgers, note, statement, statements, upload } from './deeds.ts'
import type { Subject, Taker } from './subject.ts'

/** One of each kind in turn, so that every kind is under way when something happens. */
export function* mixedDeeds(ledgers: Ledgers, subject: Subject, taker: Taker, order: number): Generator<Deed> {
  const item = subject.items[order % subject.items.length] ?? ''
  yield answer(ledgers, taker, { item, order })
  yield note(ledgers, taker, { unit: '1-1-prva', order })
  const batch = Array.from({ length: 1 + (order % 5) }, () => statement(subject, taker))
  yield statements(ledgers, taker, batch)
  yield document(ledgers, subject, taker, order)
  if (order % 3 === 0) yield upload(ledgers, subject, taker)
}
