import type { FieldTool } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ToolsTables } from './tables.ts'

/** A version that was published already: whether it says the same. */
export async function versionThere(tx: Tx, content: FieldTool): Promise<{ same: boolean } | undefined> {
  return reading<ToolsTables>(tx)
    .selectFrom('tool_version')
    .select(sql<boolean>`content = ${JSON.stringify(content)}::jsonb`.as('same'))
    .where('slug', '=', content.slug)
    .where('version', '=', content.version)
    .executeTakeFirst()
}

/** Keeps a new version; false when one of the same number is there. */
export async function addVersion(tx: Tx, { id, content, at }: { id: string; content: FieldTool; at: Date }): Promise<boolean> {
  const { slug, version, sample } = content
  const added = await writing<ToolsTables>(tx)
    .insertInto('tool_version')
    .values({ id, slug, version, content: JSON.stringify(content) as unknown as FieldTool, sample, published_at: at })
    .onConflict((conflict) => conflict.columns(['slug', 'version']).doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

/** Shows readers the version with the highest number. */
export async function showNewestVersion(tx: Tx, slug: string): Promise<void> {
  await sql`
    insert into tool (slug, current, position)
    select slug, id, (select count(*) from tool) from tool_version where slug = ${slug}
    order by string_to_array(version, '.')::int[] desc limit 1
    on conflict (slug) do update set current = excluded.current`.execute(writing<ToolsTables>(tx))
}

/** The version of every tool that readers see, by their codes. */
export async function allTools(db: Db): Promise<FieldTool[]> {
  const rows = await reading<ToolsTables>(db).selectFrom('tool').innerJoin('tool_version', 'tool_version.id', 'tool.current').select('content').execute()
  return rows.map(({ content }) => content).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** The version of a tool that readers see; undefined when there is no such tool. */
export async function toolBySlug(db: Db, slug: string): Promise<FieldTool | undefined> {
  const row = await reading<ToolsTables>(db)
    .selectFrom('tool')
    .innerJoin('tool_version', 'tool_version.id', 'tool.current')
    .select('content')
    .where('tool.slug', '=', slug)
    .executeTakeFirst()
  return row?.content
}
