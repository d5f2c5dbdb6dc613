import * as v from 'valibot'
import type { PersonId } from '#kernel/id.ts'
import { done, type Result } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { type DeviceStatementRefusal, takeDeviceStatement } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { AnswerInFile, responseIn } from '../answer-body.ts'
import { answersOf } from '../attempt-store.ts'
import { knownDeed } from '../deed-store.ts'
import type { WorkFileEntry, WorkFileOutcome } from '../domain/work-file.ts'
import { Bookmark, Note, ReadingPlace } from '../place-bodies.ts'
import { noteReadingPlace, type PlaceRefusal, saveNote, toggleBookmark } from './keep-place.ts'
import { type OpenWorkFile, openWorkFile, type WorkFileRefusal } from './open-work-file.ts'
import { type SaveRefusal, saveAnswer } from './save-answer.ts'

export interface TakenInFile {
  readonly person: PersonId
  readonly outcomes: readonly WorkFileOutcome[]
}

/** `unreadable`: it was not encrypted with her key, or was changed. `other-id`: what is in it goes under another id than it says. */
export type EntryRefusal = DeviceStatementRefusal | PlaceRefusal | SaveRefusal | 'note-too-long' | 'unreadable' | 'unknown-kind' | 'other-id'

/**
 * Takes in work that left a device in a file: by the same commands as if the device had sent it itself, and as often as it comes,
 * once. Whoever brings it, it is the work of the person whose device made it.
 */
export async function takeInWorkFile(app: App, given: { readonly by: PersonId; readonly text: string }): Promise<Result<TakenInFile, WorkFileRefusal>> {
  const opened = await openWorkFile(app, given.text)
  if (!opened.ok) return opened
  const { person, entries } = opened.value
  const outcomes: WorkFileOutcome[] = []
  for (const entry of entries) outcomes.push(outcomeOf(entry, await takeIn(app, opened.value, entry)))
  const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted').length
  const isHers = await isSamePerson(app.db, person, given.by)
  if (accepted > 0 && !isHers)
    await app.db.transact((tx) =>
      noteDeed(app, tx, { deed: 'learning.work-file-taken-in', by: given.by, about: person, detail: { entries: entries.length, accepted } }),
    )
  return done({ person, outcomes })
}

type Taken = Result<'accepted' | 'there-already', EntryRefusal>

function outcomeOf({ id }: WorkFileEntry, taken: Taken): WorkFileOutcome {
  return taken.ok ? { id, outcome: taken.value } : { id, outcome: 'refused', reason: taken.refusal }
}

async function takeIn(app: App, file: OpenWorkFile, entry: WorkFileEntry): Promise<Taken> {
  const body = file.open(entry)
  if (typeof body !== 'object' || body === null) return { ok: false, refusal: 'unreadable' }
  if ((body as { id?: unknown }).id !== entry.id) return { ok: false, refusal: 'other-id' }
  if (entry.to === 'statements') return takeDeviceStatement(app, file.person, body)
  if (entry.to === 'answers') return keepInTest(app, file.person, body)
  const known = await knownDeed(app.db, entry.id)
  const kept = await keepAtPlace(app, file.person, entry.to, body)
  return kept.ok ? done(known ? 'there-already' : 'accepted') : kept
}

/** An answer of a test that is taken online; the attempt must still be open. */
async function keepInTest(app: App, person: PersonId, body: object): Promise<Taken> {
  const read = v.safeParse(AnswerInFile, body)
  const response = read.success ? responseIn(read.output) : undefined
  if (!read.success || !response?.ok) return { ok: false, refusal: 'malformed' }
  const known = (await answersOf(app.db, read.output.attempt)).some(({ statement }) => statement === read.output.id)
  const saved = await saveAnswer(app, { ...read.output, person, response: response.value })
  return saved.ok ? done(known ? 'there-already' : 'accepted') : saved
}

async function keepAtPlace(app: App, person: PersonId, to: string, body: object): Promise<Result<null, EntryRefusal>> {
  if (to === 'notes') return parsed(Note, body, (note) => saveNote(app, { ...note, person }))
  if (to === 'bookmarks') return parsed(Bookmark, body, (bookmark) => toggleBookmark(app, { ...bookmark, person }))
  if (to === 'place') return parsed(ReadingPlace, body, (place) => noteReadingPlace(app, { ...place, person }))
  return { ok: false, refusal: 'unknown-kind' }
}

type Keep<T> = (body: T) => Promise<Result<null, EntryRefusal>>

async function parsed<Schema extends v.GenericSchema>(schema: Schema, body: object, keep: Keep<v.InferOutput<Schema>>): Promise<Result<null, EntryRefusal>> {
  const read = v.safeParse(schema, body)
  return read.success ? keep(read.output) : { ok: false, refusal: 'malformed' }
}
