import { sql } from 'kysely'
import type { SearchText } from '#kernel/search-text.ts'
import { type Db, rawHandle, reading, type Tx, writing } from '#platform/db.ts'
import type { Indexed, WordForm } from './domain/indexed.ts'
import type { Language } from './domain/keys.ts'
import { type Candidate, threes } from './domain/spelling.ts'
import type { SearchTables } from './tables.ts'

/** Locks the row of a module until the transaction ends; gives the fingerprint of what was indexed last. */
export async function claimSource(tx: Tx, source: string): Promise<string> {
  const db = writing<SearchTables>(tx)
  await db
    .insertInto('search_source')
    .values({ source, fingerprint: '' })
    .onConflict((on) => on.doNothing())
    .execute()
  const row = await db.selectFrom('search_source').select('fingerprint').where('source', '=', source).forUpdate().executeTakeFirstOrThrow()
  return row.fingerprint
}

export interface SourceContent {
  readonly source: string
  readonly fingerprint: string
  readonly items: readonly (Indexed & { readonly text: SearchText })[]
  readonly words: readonly (WordForm & { readonly threes: readonly string[] })[]
}

/** Parameters of one statement are counted in 16 bits. */
const rowsAtOnce = 1000

export async function replaceSource(tx: Tx, { source, fingerprint, items, words }: SourceContent): Promise<void> {
  const db = writing<SearchTables>(tx)
  await db.deleteFrom('search_item').where('source', '=', source).execute()
  await db.deleteFrom('search_word').where('source', '=', source).execute()
  for (const some of parts(items)) {
    await db
      .insertInto('search_item')
      .values(some.map((item) => itemRow(source, item)))
      .execute()
    await db
      .insertInto('search_body')
      .values(some.map(({ text }) => ({ kind: text.kind, id: text.id, title: json(text.title), body: json(text.body) })))
      .execute()
  }
  for (const some of parts(words))
    await db
      .insertInto('search_word')
      .values(some.map((word) => ({ source, ...word, threes: [...word.threes] })))
      .execute()
  await db.updateTable('search_source').set({ fingerprint }).where('source', '=', source).execute()
}

function itemRow(source: string, { text, titles, titleWords, subject, tokens }: SourceContent['items'][number]): SearchTables['search_item'] {
  const { kind, id, path, areas, date, sample } = text
  return { kind, id, source, path, areas: [...areas], date: date ?? null, sample, titles: [...titles], title_words: titleWords, subject, tokens }
}

const json = <T>(body: T) => JSON.stringify(body) as unknown as T

function* parts<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += rowsAtOnce) yield all.slice(from, from + rowsAtOnce)
}

/** In which languages texts have these keys. */
export async function knownKeys(db: Db, keys: readonly string[]): Promise<Map<string, Set<Language>>> {
  const known = new Map<string, Set<Language>>()
  if (keys.length === 0) return known
  const rows = await reading<SearchTables>(db).selectFrom('search_word').select(['key', 'language']).distinct().where('key', 'in', keys).execute()
  for (const { key, language } of rows) known.set(key, (known.get(key) ?? new Set()).add(language))
  return known
}

/** The commonest keys of words that begin so. */
export async function keysBeginning(db: Db, folded: string, most: number): Promise<string[]> {
  const rows = await reading<SearchTables>(db)
    .selectFrom('search_word')
    .select('key')
    .where('folded', '>=', folded)
    .where('folded', '<', `${folded}\u{10ffff}`)
    .groupBy('key')
    .orderBy((by) => by.fn.sum('count'), 'desc')
    .orderBy('key')
    .limit(most)
    .execute()
  return rows.map((row) => row.key)
}

const mostAlike = 40

/** The words that share most threes of letters with a mistyped one and differ from it in length by no more than so many. */
export async function wordsLike(db: Db, folded: string, lengths: number): Promise<Candidate[]> {
  const asked = threes(folded)
  const { rows } = await sql<Candidate>`
    select folded, min(shown) as shown, sum(count)::integer as count
    from search_word cross join lateral (select count(*) as shared from unnest(threes) three where three = any(${asked}::text[])) alike
    where threes && ${asked}::text[] and length(folded) between ${folded.length - lengths} and ${folded.length + lengths}
    group by folded, shared order by shared desc, count desc, folded limit ${mostAlike}`.execute(rawHandle(db))
  return rows
}
