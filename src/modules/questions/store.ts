import { type Selectable, sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { inOrderAsked } from './domain/practice.ts'
import type { Item, ItemRef, KeyedItem } from './domain/question.ts'
import type { QuestionsTables } from './tables.ts'

type Row = Selectable<QuestionsTables['question']>
const shownColumns = [
  'id',
  'version',
  'course',
  'use',
  'chapter',
  'outcome',
  'difficulty',
  'passage_unit',
  'passage_id',
  'mark',
  'cites',
  'fact',
  'source',
  'as_of',
  'shown',
] as const

function itemOf(row: Pick<Row, (typeof shownColumns)[number]>): Item {
  const { passage_unit: unit, passage_id: passage, shown: asked, fact, source, as_of: asOf, ...rest } = row
  const origin = { ...(fact && { fact }), ...(source && { source }), ...(asOf && { asOf }) }
  return { ...rest, ...origin, asked, passage: passage === null ? { unit } : { unit, id: passage } }
}

/** What of a question is looked at when it is published again. */
export type KnownVersion = Pick<Row, 'id' | 'version' | 'course' | 'use' | 'content_hash' | 'current'>

/** The newest version of each of these questions and of all current ones of the course, locked until the end of the transaction. */
export async function newestVersions(tx: Tx, course: string, ids: readonly string[]): Promise<KnownVersion[]> {
  await sql`select pg_advisory_xact_lock(hashtext('questions'), hashtext(${course}))`.execute(writing<QuestionsTables>(tx))
  return reading<QuestionsTables>(tx)
    .selectFrom('question')
    .distinctOn('id')
    .select(['id', 'version', 'course', 'use', 'content_hash', 'current'])
    .where((row) => row.or([row('course', '=', course), row('id', 'in', ['', ...ids])]))
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
}

export async function addVersion(tx: Tx, item: KeyedItem, contentHash: string): Promise<void> {
  const json = <T>(value: T) => JSON.stringify(value) as unknown as T
  const { id, version, passage, asked, key, told, cites, asOf, ...rest } = item
  const db = writing<QuestionsTables>(tx)
  await withdraw(tx, [id])
  await db
    .insertInto('question')
    .values({
      ...rest,
      id,
      version,
      type: asked.type,
      passage_unit: passage.unit,
      passage_id: passage.id ?? null,
      cites: json([...cites]),
      as_of: asOf ?? null,
      shown: json(asked),
      content_hash: contentHash,
      current: true,
    })
    .execute()
  await db
    .insertInto('question_key')
    .values({ id, version, key: json(key), told: json(told) })
    .execute()
}

export async function withdraw(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await writing<QuestionsTables>(tx)
    .updateTable('question')
    .set({ current: false })
    .where('id', 'in', [...ids])
    .where('current', '=', true)
    .execute()
}

export async function makeCurrent(tx: Tx, { id, version }: ItemRef): Promise<void> {
  await writing<QuestionsTables>(tx).updateTable('question').set({ current: true }).where('id', '=', id).where('version', '=', version).execute()
}

/** Current questions of a course, without keys. */
export async function currentItems(db: Db, filter: { course: string; use: 'practice' | 'graded'; chapter?: string }): Promise<Item[]> {
  let query = reading<QuestionsTables>(db)
    .selectFrom('question')
    .select(shownColumns)
    .where('course', '=', filter.course)
    .where('use', '=', filter.use)
    .where('current', '=', true)
    .orderBy('id')
  if (filter.chapter !== undefined) query = query.where('chapter', '=', filter.chapter)
  return (await query.execute()).map(itemOf)
}

/** These versions, without keys, in the order they were asked for. */
export async function itemsOf(db: Db, refs: readonly ItemRef[]): Promise<Item[]> {
  if (refs.length === 0) return []
  const rows = await reading<QuestionsTables>(db).selectFrom('question').select(shownColumns).where(isOneOf('question', refs)).execute()
  return inOrder(refs, rows.map(itemOf))
}

/** These versions with their keys, in the order they were asked for. */
export async function keyedItems(db: Db, refs: readonly ItemRef[]): Promise<KeyedItem[]> {
  if (refs.length === 0) return []
  const rows = await withKeys(db).where(isOneOf('question', refs)).execute()
  return inOrder(refs, rows.map(keyedItemOf))
}

/** Practice questions only: their keys may travel. */
export async function practiceItems(db: Db, course: string, ids: readonly string[]): Promise<KeyedItem[]> {
  if (ids.length === 0) return []
  const rows = await withKeys(db)
    .where('course', '=', course)
    .where('use', '=', 'practice')
    .where('current', '=', true)
    .where('question.id', 'in', [...ids])
    .execute()
  return inOrderAsked(rows.map(keyedItemOf), ids)
}

function withKeys(db: Db) {
  return reading<QuestionsTables>(db)
    .selectFrom('question')
    .innerJoin('question_key', (join) => join.onRef('question_key.id', '=', 'question.id').onRef('question_key.version', '=', 'question.version'))
    .select(shownColumns.map((name) => `question.${name}` as const))
    .select(['question_key.key', 'question_key.told'])
}

function keyedItemOf({
  key,
  told,
  ...row
}: Pick<Row, (typeof shownColumns)[number]> & Selectable<Pick<QuestionsTables['question_key'], 'key' | 'told'>>): KeyedItem {
  return { ...itemOf(row), key, told }
}

function isOneOf(table: string, refs: readonly ItemRef[]) {
  const ids = refs.map(({ id }) => id)
  const versions = refs.map(({ version }) => version)
  return sql<boolean>`(${sql.ref(`${table}.id`)}, ${sql.ref(`${table}.version`)}) in (select * from unnest(${ids}::text[], ${versions}::integer[]))`
}

function inOrder<T extends ItemRef>(refs: readonly ItemRef[], found: readonly T[]): T[] {
  const byRef = new Map(found.map((item) => [`${item.id}/${item.version}`, item]))
  return refs.flatMap(({ id, version }) => byRef.get(`${id}/${version}`) ?? [])
}
