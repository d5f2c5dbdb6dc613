/** What is taught with and carried along: trainer's packs and pocket cards, as their authors write them. */
import { join } from 'node:path'
import type { Block } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { safe, type Text, writeText, writeYaml } from './write-text.ts'

interface PackRow {
  readonly course: string
  readonly body: { readonly sheets: readonly { readonly slug: string; readonly source: Text; readonly english?: Text }[] }
}

interface CardRow {
  readonly area: string
  readonly body: { readonly blocks: readonly Block[]; readonly english?: readonly Block[] }
}

/** The folders that were written. */
export async function exportPacks(at: Db, folder: string): Promise<string[]> {
  const { rows } = await sql<PackRow>`select course, body from trainer_pack order by course`.execute(rawHandle(at))
  for (const { course, body } of rows) {
    const { sheets, ...cover } = body
    const place = join(folder, 'packs', safe(course))
    await writeYaml(join(place, 'pack.yaml'), { ...cover, sheets: sheets.map(({ slug }) => slug) })
    for (const { slug, source, english } of sheets) await writeText(join(place, safe(slug)), source, english)
  }
  return rows.map(({ course }) => join('packs', safe(course)))
}

export async function exportCards(at: Db, folder: string): Promise<void> {
  const { rows } = await sql<CardRow>`select area, body from pocket_card order by area`.execute(rawHandle(at))
  for (const { area, body } of rows) {
    const { blocks, english, ...front } = body
    await writeText(join(folder, 'cards', safe(area)), { front, blocks }, english && { front, blocks: english })
  }
}
