/** Writes entries of the register into their tables. */
import { type Tx, writing } from '#platform/db.ts'
import type { Entries, EntryKind, Facility, Institution, Post, Terms } from './domain/entry.ts'
import type { InstitutionTables, Origin } from './tables.ts'

export interface Placed {
  readonly version: number
  readonly origin: Origin
  /** Where it stands in the register; an entry that is there keeps its place. */
  readonly position?: number
}

const json = <T>(value: T): T => JSON.stringify(value) as unknown as T
const last = 100_000

const writers: { readonly [K in EntryKind]: (tx: Tx, entry: Entries[K], placed: Placed) => Promise<void> } = {
  institution: writeInstitution,
  facility: writeFacility,
  post: writePost,
}

/** Puts an entry in, or in the place of the one with its code. */
export function writeEntry<K extends EntryKind>(tx: Tx, kind: K, entry: Entries[K], placed: Placed): Promise<void> {
  return writers[kind](tx, entry, placed)
}

export async function dropEntry(tx: Tx, kind: EntryKind, code: string): Promise<void> {
  await writing<InstitutionTables>(tx).deleteFrom(kind).where('code', '=', code).execute()
}

async function writeInstitution(tx: Tx, entry: Institution, { position, ...placed }: Placed): Promise<void> {
  const { code, form, parent = null, kind, jurisdiction, source = null, nameMark = null, mark } = entry
  const row = { form, parent, kind, jurisdiction, source, name_mark: nameMark, mark, name: json(entry.name), mandate: json(entry.mandate), ...placed }
  await writing<InstitutionTables>(tx)
    .insertInto('institution')
    .values({ code, position: position ?? last, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ ...row, ...(position !== undefined && { position }) }))
    .execute()
}

async function writeFacility(tx: Tx, entry: Facility, { position, ...placed }: Placed): Promise<void> {
  const { code, institution, kind, jurisdiction, sameAs = null, history, capacities } = entry
  const db = writing<InstitutionTables>(tx)
  const row = { institution, kind, jurisdiction, same_as: sameAs, name: json(entry.name), remarks: json(entry.remarks), ...placed }
  await db
    .insertInto('facility')
    .values({ code, position: position ?? last, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ ...row, ...(position !== undefined && { position }) }))
    .execute()
  await db.deleteFrom('facility_status').where('facility', '=', code).execute()
  await db.deleteFrom('facility_capacity').where('facility', '=', code).execute()
  if (history.length > 0)
    await db
      .insertInto('facility_status')
      .values(history.map((spell, at) => spellRow(code, at, spell)))
      .execute()
  const sizes = capacities.map(({ capacity, from = null, source = null, mark }, at) => ({
    facility: code,
    position: at,
    capacity,
    from_day: from,
    source,
    mark,
  }))
  if (sizes.length > 0) await db.insertInto('facility_capacity').values(sizes).execute()
}

function spellRow(facility: string, position: number, spell: Facility['history'][number]): InstitutionTables['facility_status'] {
  const { status, from = null, to = null, seen, note, source = null, mark } = spell
  return {
    ...{ facility, position, status, from_day: from, to_day: to, source, mark },
    seen_day: typeof seen === 'string' ? seen : null,
    seen_words: typeof seen === 'object' ? json(seen) : null,
    note: note ? json(note) : null,
  }
}

async function writePost(tx: Tx, entry: Post, { position, ...placed }: Placed): Promise<void> {
  const { code, institutions, areas, mark } = entry
  const db = writing<InstitutionTables>(tx)
  const row = { name: json(entry.name), mark, ...placed }
  await db
    .insertInto('post')
    .values({ code, position: position ?? last, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ ...row, ...(position !== undefined && { position }) }))
    .execute()
  await db.deleteFrom('post_institution').where('post', '=', code).execute()
  await db.deleteFrom('post_area').where('post', '=', code).execute()
  if (institutions.length > 0)
    await db
      .insertInto('post_institution')
      .values(institutions.map((institution, at) => ({ post: code, institution, position: at })))
      .execute()
  if (areas.length > 0)
    await db
      .insertInto('post_area')
      .values(areas.map((area, at) => ({ post: code, area, position: at })))
      .execute()
}

/** Puts the words that the register sorts by in place of those before; none that is in use goes. */
export async function writeTerms(tx: Tx, { institutionKinds, facilityKinds, statuses }: Terms): Promise<void> {
  const lists = { institution: institutionKinds, facility: facilityKinds, status: statuses } as const
  const rows = Object.entries(lists).flatMap(([list, terms]) =>
    terms.map(({ code, name }, position) => ({ list: list as keyof typeof lists, code, position, name: json(name) })),
  )
  if (rows.length === 0) return
  await writing<InstitutionTables>(tx)
    .insertInto('register_term')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['list', 'code']).doUpdateSet((row) => ({ position: row.ref('excluded.position'), name: row.ref('excluded.name') })),
    )
    .execute()
}
