import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { oneAtATime } from '../attempt-store.ts'
import { noteDeviceDeed } from '../deed-store.ts'
import { longestNote, mergedNote, type Place, parsePlace } from '../domain/note.ts'
import { findNotes, putBookmark, putNote, putReadingPlace, removeNote } from '../place-store.ts'

export interface AtPlace {
  readonly person: PersonId
  readonly course: string
  readonly unit: string
  /** The unit as a whole when it is absent. */
  readonly passage?: string | undefined
  /** Made where it was done, so that what is sent again counts once. */
  readonly id?: string | undefined
  /** When it was done, by the clock there: what is newer stands. Without it, now. */
  readonly at?: string | undefined
}

/** `id-used`: something else arrived under this id. */
export type PlaceRefusal = 'no-such-place' | 'id-used'

/** Keeps a person's note at a place in a course; an empty one takes it away. A different one that was written before hers is kept beside it. */
export async function saveNote(app: App, given: AtPlace & { readonly text: string }): Promise<Result<null, PlaceRefusal | 'note-too-long'>> {
  const text = given.text.trim()
  if (text.length > longestNote) return refuse('note-too-long')
  return onceAt(app, given, text, async (tx, place, at) => {
    const kept = (await findNotes(tx, given.person, place)).find(({ passage }) => passage === place.passage)
    const merged = mergedNote(kept && { text: kept.body, at: kept.changed_at }, { text, at })
    if (merged.text === '') await removeNote(tx, given.person, place)
    else await putNote(tx, { person: given.person, ...place, body: merged.text, changed_at: merged.at })
  })
}

/** Sets or takes away a bookmark: the wanted state is told, so that a repeat changes nothing. */
export function toggleBookmark(app: App, given: AtPlace & { readonly marked: boolean }): Promise<Result<null, PlaceRefusal>> {
  const { person, marked } = given
  return onceAt(app, given, marked, (tx, place, at) => putBookmark(tx, { person, ...place, made_at: at, marked }))
}

/** Notes where a person stopped reading a course. */
export function noteReadingPlace(app: App, given: AtPlace): Promise<Result<null, PlaceRefusal>> {
  return onceAt(app, given, 'place', (tx, place, at) => putReadingPlace(tx, { person: given.person, ...place, changed_at: at }))
}

type Keep = (tx: Tx, place: Place, at: Date) => Promise<void>

/** Does it once for each id. A clock that is ahead counts as now, or nothing that is written later would ever be newer. */
async function onceAt(app: App, given: AtPlace, what: string | boolean, keep: Keep): Promise<Result<null, PlaceRefusal>> {
  const place = parsePlace(given)
  if (!place) return refuse('no-such-place')
  const { person, id } = given
  const now = app.now()
  const at = new Date(Math.min(now.getTime(), given.at === undefined ? now.getTime() : Date.parse(given.at)))
  return app.db.transact(async (tx): Promise<Result<null, PlaceRefusal>> => {
    await oneAtATime(tx, person, place.course)
    const seen = id === undefined ? 'new' : await noteDeviceDeed(tx, { id, person, content: [place, what, given.at] }, now)
    if (seen === 'other') return refuse('id-used')
    if (seen === 'new') await keep(tx, place, at)
    return done(null)
  })
}
