/** What the compiler must refuse. Nothing here runs: each `@ts-expect-error` is an error itself when the line below it compiles. */
import type { Fact } from '#kernel/fact.ts'
import type { Id, PersonId } from '#kernel/id.ts'
import type { Localized } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { type Database, type Db, reading, type Tx, writing } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'

interface OwnTables {
  own: { id: string; name: string }
}

export function theRightToReadIsNoRightToWrite(db: Db): void {
  reading<OwnTables>(db).selectFrom('own')
  // @ts-expect-error A Db has no right to write.
  writing<OwnTables>(db)
  // @ts-expect-error What reads has no insert.
  reading<OwnTables>(db).insertInto('own')
  // @ts-expect-error What reads has no update.
  reading<OwnTables>(db).updateTable('own')
  // @ts-expect-error What reads has no delete.
  reading<OwnTables>(db).deleteFrom('own')
  // @ts-expect-error Only a Database can begin a transaction.
  db.transact(async () => {})
}

export function aTransactionReadsToo(tx: Tx): void {
  reading<OwnTables>(tx).selectFrom('own')
  writing<OwnTables>(tx).deleteFrom('own')
  // @ts-expect-error There is no transaction within a transaction.
  tx.transact(async () => {})
}

export async function onlyTransactMakesATransaction(db: Database): Promise<void> {
  // @ts-expect-error A Database is not a transaction.
  writing<OwnTables>(db)
  // @ts-expect-error Nobody makes a Tx by hand.
  const byHand: Tx = { inTransaction: true }
  void byHand
  await db.transact(async (tx) => writing<OwnTables>(tx).insertInto('own').values({ id: '1', name: 'a' }).execute())
}

export function aTableHasOneOwner(db: Db, tx: Tx): void {
  // @ts-expect-error Tables of another module are not known here.
  reading<OwnTables>(db).selectFrom('person')
  // @ts-expect-error Nor can they be written.
  writing<OwnTables>(tx).deleteFrom('person')
  // @ts-expect-error A column that is not there.
  reading<OwnTables>(db).selectFrom('own').select('surname')
  // @ts-expect-error A row that is not whole.
  writing<OwnTables>(tx).insertInto('own').values({ id: '1' })
}

export function idsOfTwoKindsDoNotMix(person: PersonId, course: Id<'course'>): void {
  const take = (id: PersonId) => id
  take(person)
  // @ts-expect-error A course is not a person.
  take(course)
  // @ts-expect-error Not every text is the id of a person.
  take('018f2f3e-0000-7000-8000-000000000000')
}

export function aRefusalIsFromAClosedList(outcome: Result<number, 'full' | 'closed'>): string {
  if (outcome.ok) return String(outcome.value)
  // @ts-expect-error There is no such refusal.
  if (outcome.refusal === 'tired') return ''
  // @ts-expect-error What was refused has no value.
  void outcome.value
  const made: Result<number, 'full'>[] = [done(1), refuse('full')]
  // @ts-expect-error Not this refusal.
  made.push(refuse('closed'))
  return outcome.refusal
}

export async function aFactHoldsIdsOnly(app: App, db: Db, tx: Tx): Promise<void> {
  await tell(app, tx, [{ kind: 'people.met', body: { person: '1' } }])
  // @ts-expect-error A fact is told in a transaction.
  await tell(app, db, [])
  // @ts-expect-error The body of a fact is flat: no objects within.
  const fact: Fact = { kind: 'people.met', body: { person: { id: '1' } } }
  void fact
}

export function absentIsNotUndefined(): Localized[] {
  // @ts-expect-error A text that is not there is left out, never undefined.
  return [{ 'sr-Cyrl': 'реч', en: undefined }]
}
