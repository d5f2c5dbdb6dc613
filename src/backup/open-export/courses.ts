/** Courses and manuals as manuscripts: what authors write, not only what the database keeps. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { stringify } from 'yaml'
import { type Db, rawHandle } from '#platform/db.ts'
import { toMarkdown } from './markdown.ts'
import { safe, type Text, writeText } from './write-text.ts'

interface UnitRow {
  readonly course: string
  readonly version: string
  readonly content: object
  readonly slug: string | null
  readonly body: { readonly source: Text; readonly english?: Text } | null
}

interface ManualRow {
  readonly slug: string
  readonly edition: string
  readonly content: { readonly chapters?: readonly ManualChapter[] }
}

interface ManualChapter {
  readonly slug: string
  readonly title: object
  readonly blocks: readonly Block[]
  readonly english?: { readonly blocks: readonly Block[] }
}

/** The folders that were written, by course and manual. */
export async function exportCourses(at: Db, folder: string): Promise<string[]> {
  const units = await sql<UnitRow>`
    select v.course, v.version, v.content, u.slug, u.body from course_version v left join course_unit u on u.course_version = v.id
    order by v.course, v.version, u.position`.execute(rawHandle(at))
  const written = new Set<string>()
  for (const { course, version, content, slug, body } of units.rows) {
    const place = join('courses', safe(course), safe(version))
    if (!written.has(place)) {
      await mkdir(join(folder, place, 'units'), { recursive: true })
      await writeFile(join(folder, place, 'course.yaml'), stringify(content))
    }
    written.add(place)
    if (slug !== null && body) await writeText(join(folder, place, 'units', safe(slug)), body.source, body.english)
  }
  return [...written, ...(await exportManuals(at, folder))]
}

async function exportManuals(at: Db, folder: string): Promise<string[]> {
  const editions = await sql<ManualRow>`select slug, edition, content from manual_version order by slug, edition`.execute(rawHandle(at))
  const written: string[] = []
  for (const { slug, edition, content } of editions.rows) {
    const place = join('manuals', safe(slug), safe(edition))
    await mkdir(join(folder, place), { recursive: true })
    const { chapters = [], ...cover } = content
    await writeFile(join(folder, place, 'manual.yaml'), stringify(cover))
    for (const chapter of chapters) await writeChapter(join(folder, place, safe(chapter.slug)), chapter)
    written.push(place)
  }
  return written
}

async function writeChapter(path: string, { blocks, english, slug: _, ...front }: ManualChapter): Promise<void> {
  await writeFile(`${path}.md`, `---\n${stringify(front)}---\n\n${toMarkdown(blocks)}`)
  if (english) await writeFile(`${path}.en.md`, toMarkdown(english.blocks))
}
