/** What the centre says of itself, of its news, and to those who look for help. */
import { join } from 'node:path'
import type { Block } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { safe, writeText } from './write-text.ts'

interface Row {
  readonly slug: string
  readonly body: { readonly slug: string; readonly source: readonly Block[]; readonly english?: readonly Block[] }
}

/** A page of help is called `help/…` and stands in that folder. */
const placed = (slug: string) => join(...slug.split('/').map(safe))

export async function exportPages(at: Db, folder: string): Promise<void> {
  const pages = await sql<Row>`select slug, body from standing_page order by slug`.execute(rawHandle(at))
  for (const row of pages.rows) await writeProse(join(folder, 'pages', placed(row.slug)), row)
  const news = await sql<Row>`select slug, body from news_item order by slug`.execute(rawHandle(at))
  for (const row of news.rows) await writeProse(join(folder, 'news', safe(row.slug)), row)
}

async function writeProse(path: string, { body }: Row): Promise<void> {
  const { slug: _, source, english, ...front } = body
  await writeText(path, { front, blocks: source }, english && { front, blocks: english })
}
