import { noteDeed } from '#modules/audit/index.ts'
import { cardsOf, type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { writeCsv } from '#platform/csv.ts'
import type { Db } from '#platform/db.ts'
import type { Facility } from '../domain/entry.ts'
import { cellsOf } from '../domain/entry-cells.ts'
import { postingColumns } from '../domain/posting-plan.ts'
import { spellCellsOf } from '../domain/spell-cells.ts'
import { kindOfTable, tableColumns } from '../domain/table-plan.ts'
import { postingsIn } from '../queries/people-at.ts'
import { everyEntry } from '../store.ts'
import type { TableName } from './read-table.ts'

/** A table of the register as a file: read in again unchanged, it changes nothing. Postings only of places that are hers to edit. */
export async function writeTable(app: App, given: { by: SignedIn; table: TableName; separator: ',' | ';' }): Promise<string> {
  const { by, table, separator } = given
  const names: readonly string[] = table === 'posting' ? postingColumns : tableColumns[table]
  const rows = table === 'posting' ? await postingCells(app.db, by) : await entryCells(app.db, table)
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'institutions.table-written', by: by.id, on: `table:${table}`, detail: { rows: rows.length } }))
  return writeCsv(
    names.map((name) => ({ name })),
    rows,
    { separator },
  )
}

async function entryCells(db: Db, table: Exclude<TableName, 'posting'>): Promise<Record<string, string>[]> {
  const kind = kindOfTable[table]
  const kept = await everyEntry(db, kind)
  return kept.flatMap(({ entry }): Record<string, string>[] => (table === 'history' ? spellCellsOf(entry as Facility) : [cellsOf(kind, entry)]))
}

async function postingCells(db: Db, by: SignedIn): Promise<Record<string, string>[]> {
  const postings = await postingsIn(db, scopesFor(by, 'edit-institutions'))
  const cards = new Map((await cardsOf(db, [...new Set(postings.map(({ person }) => person))])).map((card) => [card.id, card]))
  return postings.map(({ id, person, post, place, from, to = '' }) => {
    const { login = '', displayName = '' } = cards.get(person) ?? {}
    return { id, login, name: displayName, post: post ?? '', place, from, to }
  })
}
