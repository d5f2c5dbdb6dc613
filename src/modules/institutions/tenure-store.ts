/** What became of postings and duties: what every change found and what it left. */
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { belowInSql } from './place-store.ts'
import type { FocalPointRow, PostingRow, Reach } from './posting-store.ts'
import type { InstitutionTables, TenureChangeRow, TenureKind, TenureState } from './tables.ts'

export interface TenureChange {
  readonly kind: TenureKind
  readonly by: PersonId | null
  readonly before: PostingRow | FocalPointRow | null
  readonly after: PostingRow | FocalPointRow | null
  /** The change that is taken back. */
  readonly undoes?: string
}

/** Keeps a change of a posting or a duty; both states are of the same one. Asked while the register is locked. */
export async function keepTenureChange(app: App, tx: Tx, { kind, by, before, after, undoes }: TenureChange): Promise<void> {
  const held = after ?? before
  if (!held) throw new Error('Nothing changed.')
  const json = (row: PostingRow | FocalPointRow | null) => (row === null ? null : (JSON.stringify(stateOf(row)) as unknown as TenureState))
  const row = {
    ...{ id: app.newId(), at: app.now(), by_person: by, person: held.person, place: held.place, kind, tenure: held.id },
    ...{ version: (await lastVersionOf(tx, held.id)) + 1, before: json(before), after: json(after), undoes: undoes ?? null },
  }
  await writing<InstitutionTables>(tx).insertInto('tenure_change').values(row).execute()
}

function stateOf(row: PostingRow | FocalPointRow): TenureState {
  return { ...('post' in row ? { post: row.post } : { duty: row.duty }), from: row.from_day, to: row.to_day }
}

export async function lastVersionOf(db: Db, tenure: string): Promise<number> {
  const row = await reading<InstitutionTables>(db)
    .selectFrom('tenure_change')
    .select((of) => of.fn.max('version').as('version'))
    .where('tenure', '=', tenure)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function findTenureChange(db: Db, id: string): Promise<TenureChangeRow | undefined> {
  return reading<InstitutionTables>(db).selectFrom('tenure_change').selectAll().where('id', '=', id).executeTakeFirst()
}

const shown = 50

/** The last changes in some places or below them, the latest first, each with the number of the last change of the same posting or duty. */
export async function tenureChangesIn(db: Db, kind: TenureKind, reach: Reach): Promise<(TenureChangeRow & { last: number })[]> {
  const last = reading<InstitutionTables>(db)
    .selectFrom('tenure_change')
    .select(['tenure', (of) => of.fn.max('version').as('last')])
    .groupBy('tenure')
  return reading<InstitutionTables>(db)
    .selectFrom('tenure_change')
    .innerJoin(last.as('latest'), 'latest.tenure', 'tenure_change.tenure')
    .selectAll('tenure_change')
    .select('latest.last')
    .where('kind', '=', kind)
    .$if(reach !== 'everywhere', (query) => query.where('place', 'in', belowInSql(reach === 'everywhere' ? [] : reach)))
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .limit(shown)
    .execute()
}

/** Also when her posting there was taken back as a mistake. */
export async function wasEverPosted(db: Db, person: string, place: string): Promise<boolean> {
  const row = await reading<InstitutionTables>(db)
    .selectFrom('tenure_change')
    .select('id')
    .where('kind', '=', 'posting')
    .where('person', '=', person)
    .where('place', '=', place)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
