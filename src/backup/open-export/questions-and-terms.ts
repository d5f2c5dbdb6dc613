/** Questions with their keys, and the words of the field, as YAML of docs/content-format.md. */
import { join } from 'node:path'
import type { Cite, OptionSource } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { citeOf, safe, writeYaml } from './write-text.ts'

interface QuestionRow {
  readonly id: string
  readonly course: string
  readonly use: string
  readonly type: string
  readonly chapter: string
  readonly outcome: string
  readonly difficulty: number
  readonly passage_unit: string
  readonly passage_id: string | null
  readonly mark: string
  readonly cites: readonly Cite[]
  readonly fact: string | null
  readonly source: string | null
  readonly as_of: string | null
  readonly shown: { readonly type: string; readonly prompt: object; readonly options?: readonly OptionSource[] }
  readonly key: { readonly key: unknown }
  readonly told: { readonly feedback: object; readonly options: Readonly<Record<string, object>> }
}

/** Those that are asked now; every earlier version stands in the tables. */
export async function exportQuestions(at: Db, folder: string): Promise<void> {
  const { rows } = await sql<QuestionRow>`
    select q.*, q.as_of::text as as_of, k.key, k.told from question q join question_key k on k.id = q.id and k.version = q.version
    where q.current order by q.course, q.id`.execute(rawHandle(at))
  for (const [course, questions] of Map.groupBy(rows, (row) => row.course))
    await writeYaml(join(folder, 'questions', `${safe(course)}.yaml`), questions.map(written))
}

function written(row: QuestionRow): object {
  const { id, use, type, chapter, outcome, difficulty, mark, cites, told } = row
  const { type: _, prompt, options, ...asked } = row.shown
  const cite = citeOf(cites)
  return {
    ...{ id, use, type, chapter, outcome, difficulty, mark },
    passage: row.passage_id === null ? row.passage_unit : `${row.passage_unit}#${row.passage_id}`,
    ...(cite && { cite }),
    ...(row.fact && { fact: row.fact }),
    ...(row.source && { source: row.source }),
    ...(row.as_of && { asOf: row.as_of }),
    prompt,
    ...asked,
    ...(options && { options: options.map((option) => ({ ...option, ...(told.options[option.id] && { feedback: told.options[option.id] }) })) }),
    key: row.key.key,
    feedback: told.feedback,
  }
}

export async function exportTerms(at: Db, folder: string): Promise<void> {
  const { rows } = await sql<{ body: object }>`select body from glossary_term order by position`.execute(rawHandle(at))
  await writeYaml(
    join(folder, 'glossary.yaml'),
    rows.map(({ body }) => body),
  )
}
