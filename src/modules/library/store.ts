import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Citation } from './domain/citations.ts'
import type { DocumentBody, LibraryDocument } from './domain/document.ts'
import type { MadeFile } from './domain/made-file.ts'
import type { ManualCard, ManualContent, ManualCover } from './domain/manual.ts'
import type { Term } from './domain/term.ts'
import type { LibraryTables } from './tables.ts'

const json = <T>(body: T) => JSON.stringify(body) as unknown as T

/** An edition that was published already, and whether it says the same. */
export async function editionThere(tx: Tx, content: ManualContent): Promise<{ id: string; same: boolean } | undefined> {
  return reading<LibraryTables>(tx)
    .selectFrom('manual_version')
    .select(['id', sql<boolean>`content = ${JSON.stringify(content)}::jsonb`.as('same')])
    .where('slug', '=', content.slug)
    .where('edition', '=', content.edition)
    .executeTakeFirst()
}

/** Keeps a new edition; false when another one of the same number came first. */
export async function addEdition(tx: Tx, version: { id: string; content: ManualContent; at: Date }): Promise<boolean> {
  const { id, content, at } = version
  const row = {
    id,
    slug: content.slug,
    edition: content.edition,
    published: content.published,
    content: json(content),
    sample: content.sample,
    published_at: at,
  }
  const added = await writing<LibraryTables>(tx)
    .insertInto('manual_version')
    .values(row)
    .onConflict((conflict) => conflict.columns(['slug', 'edition']).doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

/** Shows readers the edition that was published last by the day it bears; of two on one day, the one that came later. */
export async function showNewestEdition(tx: Tx, slug: string): Promise<void> {
  await sql`
    insert into manual (slug, current, position)
    select slug, id, (select count(*) from manual) from manual_version where slug = ${slug} order by published desc, id desc limit 1
    on conflict (slug) do update set current = excluded.current`.execute(writing<LibraryTables>(tx))
}

export async function addCitations(tx: Tx, version: string, citations: readonly Citation[]): Promise<void> {
  if (citations.length === 0) return
  const rows = citations.map(({ asOf, nextCheck, owner, ...same }, position) => ({
    manual_version: version,
    position,
    ...same,
    owner: json(owner),
    as_of: asOf,
    next_check: nextCheck,
  }))
  await writing<LibraryTables>(tx).insertInto('manual_citation').values(rows).execute()
}

export async function manualCards(db: Db): Promise<ManualCard[]> {
  const rows = await reading<LibraryTables>(db)
    .selectFrom('manual')
    .innerJoin('manual_version', 'manual_version.id', 'manual.current')
    .select([
      'manual_version.id',
      sql<ManualCover>`content - 'chapters' - 'files'`.as('cover'),
      sql<number>`jsonb_array_length(jsonb_path_query_array(content, '$.chapters[*].english'))`.as('english'),
      sql<number>`jsonb_array_length(content->'chapters')`.as('chapters'),
    ])
    .orderBy('manual.position')
    .execute()
  return rows.map(({ id, cover, english, chapters }) => ({
    id,
    ...cover,
    languages: english > 0 ? ['sr', 'en'] : ['sr'],
    partlyEnglish: english > 0 && english < chapters,
  }))
}

export async function currentEdition(db: Db, slug: string): Promise<{ id: string; content: ManualContent } | undefined> {
  return reading<LibraryTables>(db)
    .selectFrom('manual')
    .innerJoin('manual_version', 'manual_version.id', 'manual.current')
    .select(['manual_version.id', 'content'])
    .where('manual.slug', '=', slug)
    .executeTakeFirst()
}

/** An edition, also one that has been superseded. */
export async function editionById(db: Db, id: string): Promise<ManualContent | null> {
  const row = await reading<LibraryTables>(db).selectFrom('manual_version').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}

/** Every edition of every manual that was ever published. */
export async function allEditions(db: Db): Promise<string[]> {
  const rows = await reading<LibraryTables>(db).selectFrom('manual_version').select('id').orderBy('published_at').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export async function madeFiles(db: Db, version: string): Promise<MadeFile[]> {
  const rows = await reading<LibraryTables>(db)
    .selectFrom('manual_file')
    .select(['format', 'variant', 'hash', 'name', 'size'])
    .where('manual_version', '=', version)
    .execute()
  return rows as MadeFile[]
}

/** Keeps a made file; the one that was kept first stays. */
export async function addMadeFile(tx: Tx, version: string, file: MadeFile, at: Date): Promise<boolean> {
  const added = await writing<LibraryTables>(tx)
    .insertInto('manual_file')
    .values({ manual_version: version, ...file, made_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows) === 1
}

/** False when the library says exactly this already. */
export async function putDocument(tx: Tx, slug: string, body: DocumentBody, at: Date): Promise<boolean> {
  const put = await writing<LibraryTables>(tx)
    .insertInto('document')
    .values({ slug, body: json(body), sample: body.sample, published_at: at, withdrawn_at: null })
    .onConflict((conflict) =>
      conflict
        .column('slug')
        .doUpdateSet((row) => ({ body: row.ref('excluded.body'), sample: row.ref('excluded.sample'), published_at: row.ref('excluded.published_at') }))
        .whereRef('document.body', 'is distinct from', (row) => row.ref('excluded.body')),
    )
    .executeTakeFirst()
  return Number(put.numInsertedOrUpdatedRows) === 1
}

/** All documents, newest first. */
export async function allDocuments(db: Db): Promise<LibraryDocument[]> {
  const rows = await reading<LibraryTables>(db)
    .selectFrom('document')
    .select(['slug', 'body'])
    .where('withdrawn_at', 'is', null)
    .orderBy(sql`body->>'date'`, 'desc')
    .orderBy('slug')
    .execute()
  return rows.map(({ slug, body }) => ({ slug, ...body }))
}

/** Documents that nobody reads now, the last withdrawn first. */
export async function withdrawnDocuments(db: Db): Promise<LibraryDocument[]> {
  const rows = await reading<LibraryTables>(db)
    .selectFrom('document')
    .select(['slug', 'body'])
    .where('withdrawn_at', 'is not', null)
    .orderBy('withdrawn_at', 'desc')
    .orderBy('slug')
    .execute()
  return rows.map(({ slug, body }) => ({ slug, ...body }))
}

/** The document; undefined when there is none, or it stands so already. */
export async function setDocumentWithdrawn(tx: Tx, slug: string, at: Date | null): Promise<DocumentBody | undefined> {
  const changed = await writing<LibraryTables>(tx)
    .updateTable('document')
    .set({ withdrawn_at: at })
    .where('slug', '=', slug)
    .where('withdrawn_at', at === null ? 'is not' : 'is', null)
    .returning('body')
    .executeTakeFirst()
  return changed?.body
}

export async function documentBySlug(db: Db, slug: string): Promise<LibraryDocument | null> {
  const row = await reading<LibraryTables>(db)
    .selectFrom('document')
    .select('body')
    .where('slug', '=', slug)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row ? { slug, ...row.body } : null
}

/** Puts the whole glossary in place of the one before; false when nothing differs. */
export async function replaceTerms(tx: Tx, terms: readonly Term[]): Promise<boolean> {
  const db = writing<LibraryTables>(tx)
  const ids = terms.map((term) => term.id)
  const gone = await sql`delete from glossary_term where not id = any(${ids})`.execute(db)
  if (terms.length === 0) return Number(gone.numAffectedRows ?? 0) > 0
  const put = await db
    .insertInto('glossary_term')
    .values(terms.map((term, position) => ({ id: term.id, position, body: json(term) })))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({ position: row.ref('excluded.position'), body: row.ref('excluded.body') }))
        .where(sql<boolean>`(glossary_term.position, glossary_term.body) is distinct from (excluded.position, excluded.body)`),
    )
    .executeTakeFirst()
  return Number(gone.numAffectedRows ?? 0) + Number(put.numInsertedOrUpdatedRows) > 0
}

export async function allTerms(db: Db): Promise<Term[]> {
  const rows = await reading<LibraryTables>(db).selectFrom('glossary_term').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}
