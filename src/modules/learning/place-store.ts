import { type Selectable, sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Place } from './domain/note.ts'
import type { LearningTables } from './tables.ts'

export type NoteRow = Selectable<LearningTables['note']>
export type NotedPlace = Selectable<LearningTables['reading_place']>
export type BookmarkRow = Selectable<LearningTables['bookmark']>

/** Keeps a note unless a newer one stands at its place; an empty one takes it away. */
export async function putNote(tx: Tx, note: NoteRow): Promise<void> {
  await sql`insert into note (person, course, unit, passage, body, changed_at)
    values (${note.person}, ${note.course}, ${note.unit}, ${note.passage}, ${note.body}, ${note.changed_at})
    on conflict (person, course, unit, passage) do update set body = excluded.body, changed_at = excluded.changed_at
    where note.changed_at <= excluded.changed_at`.execute(writing<LearningTables>(tx))
}

export async function removeNote(tx: Tx, person: string, { course, unit, passage }: Place): Promise<void> {
  await writing<LearningTables>(tx)
    .deleteFrom('note')
    .where('person', 'in', await personIds(tx, person))
    .where('course', '=', course)
    .where('unit', '=', unit)
    .where('passage', '=', passage)
    .execute()
}

export async function findNotes(db: Db, person: string, at: { course?: string; unit?: string } = {}): Promise<NoteRow[]> {
  let query = reading<LearningTables>(db)
    .selectFrom('note')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .orderBy('changed_at', 'desc')
  if (at.course !== undefined) query = query.where('course', '=', at.course)
  if (at.unit !== undefined) query = query.where('unit', '=', at.unit)
  return query.execute()
}

/** Sets a bookmark or takes it away, unless that was decided later otherwise; all accounts of hers follow. */
export async function putBookmark(tx: Tx, bookmark: BookmarkRow): Promise<void> {
  const { person, course, unit, passage, made_at, marked } = bookmark
  const people = await personIds(tx, person)
  await sql`insert into bookmark (person, course, unit, passage, made_at, marked)
    select ${person}, ${course}, ${unit}, ${passage}, ${made_at}, ${marked} where not exists (
      select from bookmark where person = any(${people}::uuid[]) and course = ${course} and unit = ${unit} and passage = ${passage} and made_at > ${made_at})
    on conflict (person, course, unit, passage) do update set made_at = excluded.made_at, marked = excluded.marked
    where bookmark.made_at <= excluded.made_at`.execute(writing<LearningTables>(tx))
  await sql`update bookmark set marked = ${marked} where person = any(${people}::uuid[]) and person <> ${person} and course = ${course} and unit = ${unit}
    and passage = ${passage} and made_at <= ${made_at} and marked <> ${marked}`.execute(writing<LearningTables>(tx))
}

export async function findBookmarks(db: Db, person: string, at: { course?: string; unit?: string } = {}): Promise<BookmarkRow[]> {
  let query = reading<LearningTables>(db)
    .selectFrom('bookmark')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .where('marked', '=', true)
    .orderBy('made_at', 'desc')
  if (at.course !== undefined) query = query.where('course', '=', at.course)
  if (at.unit !== undefined) query = query.where('unit', '=', at.unit)
  return query.execute()
}

/** Keeps where a person stopped, unless she was somewhere else later. */
export async function putReadingPlace(tx: Tx, place: NotedPlace): Promise<void> {
  await sql`insert into reading_place (person, course, unit, passage, changed_at)
    values (${place.person}, ${place.course}, ${place.unit}, ${place.passage}, ${place.changed_at})
    on conflict (person, course) do update set unit = excluded.unit, passage = excluded.passage, changed_at = excluded.changed_at
    where reading_place.changed_at < excluded.changed_at`.execute(writing<LearningTables>(tx))
}

export async function findReadingPlaces(db: Db, person: string): Promise<NotedPlace[]> {
  const people = await personIds(db, person)
  return reading<LearningTables>(db).selectFrom('reading_place').selectAll().where('person', 'in', people).orderBy('changed_at', 'desc').execute()
}

/** Takes out all notes, bookmarks and places of these people. */
export async function removePlacesOf(tx: Tx, people: readonly string[]): Promise<void> {
  await writing<LearningTables>(tx)
    .deleteFrom('reading_place')
    .where('person', 'in', [...people])
    .execute()
  await writing<LearningTables>(tx)
    .deleteFrom('note')
    .where('person', 'in', [...people])
    .execute()
  await writing<LearningTables>(tx)
    .deleteFrom('bookmark')
    .where('person', 'in', [...people])
    .execute()
}
