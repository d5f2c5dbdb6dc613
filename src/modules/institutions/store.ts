/** Entries of the register in their tables: one mapping each way for institutions, facilities and posts. */
import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Entries, EntryKind, Facility, Institution, Post, Terms } from './domain/entry.ts'
import type { InstitutionTables, Origin } from './tables.ts'

/** An entry with the version that whoever changes it must have seen. */
export interface Kept<K extends EntryKind = EntryKind> {
  readonly entry: Entries[K]
  readonly version: number
  readonly origin: Origin
}

export async function keptInstitutions(db: Db, code?: string): Promise<Kept<'institution'>[]> {
  let query = reading<InstitutionTables>(db).selectFrom('institution').selectAll().orderBy('position').orderBy('code')
  if (code !== undefined) query = query.where('code', '=', code)
  return (await query.execute()).map((row) => ({
    entry: {
      code: row.code,
      form: row.form,
      ...(row.parent !== null && { parent: row.parent }),
      kind: row.kind,
      jurisdiction: row.jurisdiction,
      name: row.name,
      mandate: row.mandate,
      ...(row.source !== null && { source: row.source }),
      ...(row.name_mark !== null && { nameMark: row.name_mark }),
      mark: row.mark,
    },
    version: row.version,
    origin: row.origin,
  }))
}

export async function keptFacilities(db: Db, code?: string): Promise<Kept<'facility'>[]> {
  let [heads, statuses, capacities] = [
    reading<InstitutionTables>(db).selectFrom('facility').selectAll().orderBy('position').orderBy('code'),
    reading<InstitutionTables>(db).selectFrom('facility_status').selectAll().orderBy('position'),
    reading<InstitutionTables>(db).selectFrom('facility_capacity').selectAll().orderBy('position'),
  ]
  if (code !== undefined) {
    heads = heads.where('code', '=', code)
    statuses = statuses.where('facility', '=', code)
    capacities = capacities.where('facility', '=', code)
  }
  const [rows, spells, sizes] = [await heads.execute(), await statuses.execute(), await capacities.execute()]
  const [lives, places] = [Map.groupBy(spells, ({ facility }) => facility), Map.groupBy(sizes, ({ facility }) => facility)]
  return rows.map((row) => ({
    entry: {
      code: row.code,
      institution: row.institution,
      kind: row.kind,
      jurisdiction: row.jurisdiction,
      ...(row.same_as !== null && { sameAs: row.same_as }),
      name: row.name,
      capacities: (places.get(row.code) ?? []).map(capacityOf),
      history: (lives.get(row.code) ?? []).map(spellOf),
      remarks: row.remarks,
    },
    version: row.version,
    origin: row.origin,
  }))
}

export async function keptPosts(db: Db, code?: string): Promise<Kept<'post'>[]> {
  const own = (table: 'post_institution' | 'post_area', column: 'institution' | 'area') =>
    sql<string[]>`array(select ${sql.ref(column)} from ${sql.table(table)} where post = post.code order by ${sql.table(table)}.position)`
  let query = reading<InstitutionTables>(db).selectFrom('post').selectAll().orderBy('position').orderBy('code')
  if (code !== undefined) query = query.where('code', '=', code)
  const rows = await query.select([own('post_institution', 'institution').as('institutions'), own('post_area', 'area').as('areas')]).execute()
  return rows.map(({ code: own, name, institutions, areas, mark, version, origin }) => ({
    entry: { code: own, name, institutions, areas, mark },
    version,
    origin,
  }))
}

type Row<T extends keyof InstitutionTables> = InstitutionTables[T]

function spellOf({ status, from_day, to_day, seen_day, seen_words, note, source, mark }: Row<'facility_status'>): Facility['history'][number] {
  const seen = seen_day ?? seen_words
  return {
    status,
    ...(from_day !== null && { from: from_day }),
    ...(to_day !== null && { to: to_day }),
    ...(seen !== null && { seen }),
    ...(note !== null && { note }),
    ...(source !== null && { source }),
    mark,
  }
}

function capacityOf({ capacity, from_day, source, mark }: Row<'facility_capacity'>): Facility['capacities'][number] {
  return { capacity, ...(from_day !== null && { from: from_day }), ...(source !== null && { source }), mark }
}

const entries = (list: readonly Kept[]) => list.map(({ entry }) => entry)

/** Institutions and their units, in the order of the register. */
export async function allInstitutions(db: Db): Promise<Institution[]> {
  return entries(await keptInstitutions(db)) as Institution[]
}

export async function allFacilities(db: Db): Promise<Facility[]> {
  return entries(await keptFacilities(db)) as Facility[]
}

export async function allPosts(db: Db): Promise<Post[]> {
  return entries(await keptPosts(db)) as Post[]
}

const readers: { readonly [K in EntryKind]: (db: Db, code?: string) => Promise<Kept<K>[]> } = {
  institution: keptInstitutions,
  facility: keptFacilities,
  post: keptPosts,
}

export async function findEntry<K extends EntryKind>(db: Db, kind: K, code: string): Promise<Kept<K> | undefined> {
  return (await readers[kind](db, code))[0]
}

export function everyEntry<K extends EntryKind>(db: Db, kind: K): Promise<Kept<K>[]> {
  return readers[kind](db)
}

export async function registerTerms(db: Db): Promise<Terms> {
  const rows = await reading<InstitutionTables>(db).selectFrom('register_term').selectAll().orderBy('position').execute()
  const listed = (list: Row<'register_term'>['list']) => rows.filter((row) => row.list === list).map(({ code, name }) => ({ code, name }))
  return { institutionKinds: listed('institution'), facilityKinds: listed('facility'), statuses: listed('status') }
}

/** One editor of the register at a time, so that no two changes make a circle or a code together. */
export async function lockRegister(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7421)`.execute(writing(tx))
}
