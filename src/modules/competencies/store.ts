import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Competency, CompetencyLevel, Requirement } from './competency.ts'
import type { CompetencyTables } from './tables.ts'

export async function competencies(db: Db): Promise<Competency[]> {
  return reading<CompetencyTables>(db).selectFrom('competency').select(['code', 'area', 'name']).orderBy('position').execute()
}

/** The four levels, the lowest first. */
export async function competencyLevels(db: Db): Promise<CompetencyLevel[]> {
  return reading<CompetencyTables>(db).selectFrom('competency_level').selectAll().orderBy('level').execute()
}

/** What posts require, by the code of the post. */
export async function requirementsOfPosts(db: Db): Promise<Map<string, Requirement[]>> {
  const rows = await reading<CompetencyTables>(db)
    .selectFrom('post_requirement')
    .innerJoin('competency', 'competency.code', 'post_requirement.competency')
    .select(['post', 'competency', 'level'])
    .orderBy('competency.position')
    .execute()
  const groups = Map.groupBy(rows, ({ post }) => post)
  return new Map([...groups].map(([post, own]) => [post, own.map(({ competency, level }) => ({ competency, level }))]))
}

/** What one post requires, and the version that whoever changes it must have seen. */
export async function requirementsOf(db: Db, post: string): Promise<{ requirements: Requirement[]; version: number; origin: 'sample' | 'edited' }> {
  const state = await reading<CompetencyTables>(db).selectFrom('requirement_state').selectAll().where('post', '=', post).executeTakeFirst()
  const requirements = (await requirementsOfPosts(db)).get(post) ?? []
  return { requirements, version: state?.version ?? 0, origin: state?.origin ?? 'sample' }
}

export async function replaceRequirements(tx: Tx, post: string, given: { requirements: readonly Requirement[]; version: number; origin: 'sample' | 'edited' }) {
  const { requirements, version, origin } = given
  const db = writing<CompetencyTables>(tx)
  await db.deleteFrom('post_requirement').where('post', '=', post).execute()
  if (requirements.length > 0)
    await db
      .insertInto('post_requirement')
      .values(requirements.map((one) => ({ post, ...one })))
      .execute()
  await db
    .insertInto('requirement_state')
    .values({ post, origin, version })
    .onConflict((conflict) => conflict.column('post').doUpdateSet({ origin, version }))
    .execute()
}

type ChangeRow = CompetencyTables['requirement_change']

export async function addRequirementChange(tx: Tx, row: ChangeRow): Promise<void> {
  const json = (list: readonly Requirement[]) => JSON.stringify(list) as unknown as readonly Requirement[]
  await writing<CompetencyTables>(tx)
    .insertInto('requirement_change')
    .values({ ...row, before: json(row.before), after: json(row.after) })
    .execute()
}

/** Who changed what a post requires, the last change first. */
export async function requirementHistory(db: Db, post: string): Promise<ChangeRow[]> {
  return reading<CompetencyTables>(db).selectFrom('requirement_change').selectAll().where('post', '=', post).orderBy('version', 'desc').execute()
}

export async function forgetEditor(tx: Tx, person: string): Promise<void> {
  await writing<CompetencyTables>(tx).updateTable('requirement_change').set({ by_person: null }).where('by_person', '=', person).execute()
}

/** One editor of what posts require at a time. */
export async function lockRequirements(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7422)`.execute(writing(tx))
}

export interface Framework {
  readonly competencies: readonly Competency[]
  readonly levels: readonly CompetencyLevel[]
  /** What the sample's posts require. */
  readonly requirements: ReadonlyMap<string, readonly Requirement[]>
}

/** Puts the framework in. What a coordinator said that a post requires stays as she left it. */
export async function loadCompetencies(tx: Tx, { competencies: given, levels, requirements }: Framework): Promise<void> {
  await lockRequirements(tx)
  const db = writing<CompetencyTables>(tx)
  const json = <T>(value: T) => JSON.stringify(value) as unknown as T
  if (given.length > 0)
    await db
      .insertInto('competency')
      .values(given.map(({ code, area, name }, position) => ({ code, position, area, name: json(name) })))
      .onConflict((conflict) =>
        conflict
          .column('code')
          .doUpdateSet((row) => ({ position: row.ref('excluded.position'), area: row.ref('excluded.area'), name: row.ref('excluded.name') })),
      )
      .execute()
  if (levels.length > 0)
    await db
      .insertInto('competency_level')
      .values(levels.map(({ level, name }) => ({ level, name: json(name) })))
      .onConflict((conflict) => conflict.column('level').doUpdateSet((row) => ({ name: row.ref('excluded.name') })))
      .execute()
  for (const [post, own] of requirements) {
    const { origin, version } = await requirementsOf(tx, post)
    if (origin === 'sample') await replaceRequirements(tx, post, { requirements: own, version: version || 1, origin })
  }
}
