/** Field tools in every version, as their authors write them. */
import { join } from 'node:path'
import type { Cite, FieldTool } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { citeOf, safe, writeYaml } from './write-text.ts'

interface VersionRow {
  readonly slug: string
  readonly version: string
  readonly content: FieldTool
}

export async function exportTools(at: Db, folder: string): Promise<void> {
  const { rows } = await sql<VersionRow>`select slug, version, content from tool_version order by slug, version`.execute(rawHandle(at))
  for (const { slug, version, content } of rows) await writeYaml(join(folder, 'tools', safe(slug), `${safe(version)}.yaml`), asWritten(content))
}

/** What was read out of `cite` stands in one line again, wherever it is in a tool; a list of nothing is not written. */
function asWritten(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(asWritten)
  if (part === null || typeof part !== 'object') return part
  const { cites, ...rest } = part as { readonly cites?: readonly Cite[] }
  const cite = citeOf(cites ?? [])
  const said = Object.entries(rest).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return { ...Object.fromEntries(said.map(([name, value]) => [name, asWritten(value)])), ...(cite && { cite }) }
}
