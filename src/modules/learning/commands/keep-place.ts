import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { longestNote, parsePlace } from '../domain/note.ts'
import { putBookmark, putNote, putReadingPlace, removeBookmark, removeNote } from '../place-store.ts'

export interface AtPlace {
  readonly person: PersonId
  readonly course: string
  readonly unit: string
  /** The unit as a whole when it is absent. */
  readonly passage?: string | undefined
}

/** Keeps a person's note at a place in a course; an empty one takes it away. */
export async function saveNote(app: App, given: AtPlace & { readonly text: string }): Promise<Result<null, 'no-such-place' | 'note-too-long'>> {
  const place = parsePlace(given)
  const body = given.text.trim()
  if (!place) return refuse('no-such-place')
  if (body.length > longestNote) return refuse('note-too-long')
  await app.db.transact((tx) =>
    body === '' ? removeNote(tx, given.person, place) : putNote(tx, { person: given.person, ...place, body, changed_at: app.now() }),
  )
  return done(null)
}

/** Sets or takes away a bookmark: the wanted state is told, so that a repeat changes nothing. */
export async function toggleBookmark(app: App, given: AtPlace & { readonly marked: boolean }): Promise<Result<null, 'no-such-place'>> {
  const place = parsePlace(given)
  if (!place) return refuse('no-such-place')
  await app.db.transact((tx) =>
    given.marked ? putBookmark(tx, { person: given.person, ...place, made_at: app.now() }) : removeBookmark(tx, given.person, place),
  )
  return done(null)
}

/** Notes where a person stopped reading a course. */
export async function noteReadingPlace(app: App, given: AtPlace): Promise<Result<null, 'no-such-place'>> {
  const place = parsePlace(given)
  if (!place) return refuse('no-such-place')
  await app.db.transact((tx) => putReadingPlace(tx, { person: given.person, ...place, changed_at: app.now() }))
  return done(null)
}
