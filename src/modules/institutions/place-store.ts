/** Where codes of institutions and units stand in the tree: what rights for a place are asked with. */
import { sql } from 'kysely'
import type { Scope } from '#modules/people/index.ts'
import { type Db, reading } from '#platform/db.ts'
import type { Parents } from './domain/tree.ts'
import type { InstitutionTables } from './tables.ts'

/** The codes from one up to the root of its tree, itself first; none for a code that is not there. */
export async function placeChain(db: Db, code: Scope): Promise<Scope[]> {
  const chain = sql<{ code: string; steps: number }>`(with recursive up (code, parent, steps) as (
    select code, parent, 0 from institution where code = ${code}
    union all select institution.code, institution.parent, up.steps + 1 from institution join up on institution.code = up.parent where up.steps < 50)
    select code, steps from up)`
  const rows = await reading<InstitutionTables>(db).selectFrom(chain.as('chain')).select('chain.code').orderBy('chain.steps').execute()
  return rows.map((row) => row.code)
}

/** SQL for the codes of some places and of all that is below them. */
export function belowInSql(scopes: readonly Scope[]) {
  return sql<string>`(with recursive below (code) as (
    select code from institution where code = any(${[...scopes]})
    union select institution.code from institution join below on institution.parent = below.code) select code from below)`
}

/** The codes of some places and of all units and institutions below them. */
export async function codesBelow(db: Db, scopes: 'everywhere' | readonly Scope[]): Promise<Scope[]> {
  let query = reading<InstitutionTables>(db).selectFrom('institution').select('code').orderBy('position').orderBy('code')
  if (scopes !== 'everywhere') query = query.where('code', 'in', belowInSql(scopes))
  return (await query.execute()).map((row) => row.code)
}

export async function parentsOf(db: Db): Promise<Parents> {
  const rows = await reading<InstitutionTables>(db).selectFrom('institution').select(['code', 'parent']).execute()
  return new Map(rows.map(({ code, parent }) => [code, parent ?? undefined]))
}
