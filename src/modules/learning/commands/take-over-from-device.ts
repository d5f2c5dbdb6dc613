import { createHash } from 'node:crypto'
import type { AccountStatement } from '@putokaz/xapi'
import type { PersonId } from '#kernel/id.ts'
import { courseByCode, type PublishedCourse, unitsInOrder } from '#modules/courses/index.ts'
import { buildStatement, type Said, StatementConflict, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db.ts'
import { coursePath } from '../course-tests.ts'
import { besides, longestNote, type Place, parsePlace } from '../domain/note.ts'
import { findNotes, putBookmark, putNote, putReadingPlace } from '../place-store.ts'
import { recordedWords } from './recorded-words.ts'

type At = { readonly at: string }

/** What a device kept while nobody was signed in; `device/device-record.ts` says the same as it lies there. */
export interface DeviceWork {
  readonly places: readonly (At & { readonly course: string; readonly unit: string; readonly passage: string })[]
  readonly notes: readonly (At & { readonly unit: string; readonly text: string })[]
  readonly bookmarks: readonly (At & { readonly key: string })[]
  readonly answers: readonly (At & { readonly question: string; readonly words: string })[]
  readonly read: readonly (At & { readonly key: string })[]
}

export interface TakenOver {
  readonly units: number
  readonly answers: number
  readonly notes: number
  readonly bookmarks: number
}

/**
 * Gives a person what she did on a device before she had an account. What she read and how she answered practice
 * questions is recorded as the device's word, which proves nothing; a note that stands at the same place is kept beside hers.
 * The same work sent again changes nothing.
 */
export async function takeOverFromDevice(app: App, given: { readonly person: PersonId; readonly work: DeviceWork }): Promise<TakenOver> {
  const { person, work } = given
  const units = await unitsRead(app, work)
  const read = units.map(({ activity, at }) => said(app, { person, verb: 'experienced', activity, at: new Date(at) }))
  const practised = work.answers.filter(({ question, at }) => /^[A-Z][A-Z0-9]*-P\d{3,}$/.test(question) && isPast(app, at))
  const answered = practised.map(({ question, words, at }) =>
    said(app, { person, verb: 'answered', activity: `question/${question}`, at: new Date(at), ...recordedWords(words) }),
  )
  for (const statement of [...read, ...answered]) await recordOnce(app, statement)
  const kept = await app.db.transact((tx) => keepPlaces(app, tx, given))
  return { units: read.length, answers: answered.length, ...kept }
}

/** The same deed of a person always gets the same id, so that a repeat is seen. */
function said(app: App, deed: Omit<Said, 'id'>): AccountStatement {
  const hex = createHash('sha256').update(`${deed.person}\n${deed.verb}\n${deed.activity}\n${deed.at.toISOString()}`).digest('hex')
  // RFC 9562 §5.8: version 8 leaves the rest of the bits to us.
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  return buildStatement(app, { ...deed, id })
}

async function recordOnce(app: App, statement: AccountStatement): Promise<void> {
  try {
    await app.db.transact((tx) => storeStatements(app, tx, [statement], 'device'))
  } catch (error) {
    if (!(error instanceof StatementConflict)) throw error
  }
}

function isPast(app: App, at: string): boolean {
  const time = Date.parse(at)
  return time > Date.parse('2020-01-01') && time <= app.now().getTime() + 60_000
}

/** `C01/1-1-slug`, or `C01/1-1-slug#passage`. */
function placeOf(key: string): Place | undefined {
  const [, course = '', unit = '', passage] = /^([^/]+)\/([^#]+)(?:#(.+))?$/.exec(key) ?? []
  return parsePlace({ course, unit, passage })
}

async function unitsRead(app: App, { read }: DeviceWork): Promise<{ activity: string; at: string }[]> {
  const known = new Map<string, PublishedCourse | null>()
  const found: { activity: string; at: string }[] = []
  for (const { key, at } of read) {
    const place = placeOf(key)
    if (!place || !isPast(app, at)) continue
    if (!known.has(place.course)) known.set(place.course, await courseByCode(app.db, place.course))
    const course = known.get(place.course)
    if (course && unitsInOrder(course).some(({ slug }) => slug === place.unit)) found.push({ activity: `${coursePath(course)}/unit/${place.unit}`, at })
  }
  return found
}

async function keepPlaces(app: App, tx: Tx, { person, work }: { person: PersonId; work: DeviceWork }): Promise<Pick<TakenOver, 'notes' | 'bookmarks'>> {
  let [notes, bookmarks] = [0, 0]
  for (const { unit, text, at } of work.notes) {
    const place = placeOf(unit)
    const body = text.trim().slice(0, longestNote)
    if (!place || body === '' || !isPast(app, at)) continue
    await putNote(tx, { person, ...place, body: await besideHers(tx, person, place, body), changed_at: app.now() })
    notes++
  }
  for (const { key, at } of work.bookmarks) {
    const place = placeOf(key)
    if (!place || !isPast(app, at)) continue
    await putBookmark(tx, { person, ...place, made_at: new Date(at), marked: true })
    bookmarks++
  }
  for (const { at, ...given } of work.places) {
    const place = parsePlace(given)
    if (place && isPast(app, at)) await putReadingPlace(tx, { person, ...place, changed_at: new Date(at) })
  }
  return { notes, bookmarks }
}

async function besideHers(db: Db, person: string, place: Place, body: string): Promise<string> {
  return besides((await findNotes(db, person, place)).find(({ passage }) => passage === place.passage)?.body ?? '', body)
}
