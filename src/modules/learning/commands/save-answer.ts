import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { type Fields, parseResponse, type ResponseRefusal } from '#modules/questions/index.ts'
import { buildStatement, StatementConflict, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type ArrivedAnswer, answersOf, findAttempt, keepAnswer } from '../attempt-store.ts'
import { questionPath } from '../course-tests.ts'
import { type AnswerRefusal, decideAnswer, sameResponse } from '../domain/attempt.ts'
import { wordsOf } from '../domain/response-words.ts'
import { stateOf } from '../queries/attempt-state.ts'
import { recordedWords } from './recorded-words.ts'

/** `id-used`: the id names another statement. */
export type SaveRefusal = AnswerRefusal | 'no-such-attempt' | 'id-used'

export interface AnswerToSave extends Omit<ArrivedAnswer, 'person'> {
  readonly person: PersonId
}

/** The sequence number that is kept now: a device that was refused as older continues above it. */
export interface SavedAnswer {
  readonly sequence: number
}

/**
 * Saves an answer. It has two statements of SQL to itself: the row of the answer, which asks all that must be asked,
 * and the record of what was done. Why one was refused is only looked up when it was.
 */
export async function saveAnswer(app: App, given: AnswerToSave): Promise<Result<SavedAnswer, SaveRefusal>> {
  try {
    return await app.db.transact(async (tx) => {
      const now = app.now()
      const kept = await keepAnswer(tx, given, now)
      if (!kept) return await whyNot(tx, given, now)
      await storeStatements(app, tx, [answered(app, given, { id: given.item, version: kept.version }, now)], 'centre')
      return done({ sequence: given.sequence })
    })
  } catch (error) {
    if (error instanceof StatementConflict) return refuse('id-used')
    throw error
  }
}

function answered(app: App, { id, person, attempt, response }: AnswerToSave, item: { id: string; version: number }, at: Date) {
  const result = response === null ? {} : recordedWords(wordsOf(response))
  return buildStatement(app, { id, person, verb: 'answered', activity: questionPath(item), at, ...result, context: { registration: attempt } })
}

async function whyNot(tx: Tx, given: AnswerToSave, now: Date): Promise<Result<SavedAnswer, SaveRefusal>> {
  const attempt = await findAttempt(tx, given.attempt)
  if (!attempt || !(await isSamePerson(tx, attempt.person, given.person))) return refuse('no-such-attempt')
  const row = (await answersOf(tx, given.attempt)).find(({ item }) => item === given.item)
  const decision = decideAnswer(stateOf(attempt), row, given, now)
  if (!decision.ok) return decision
  return decision.value === 'repeat' ? done({ sequence: given.sequence }) : refuse('newer-kept')
}

export type FormRefusal = SaveRefusal | ResponseRefusal

export interface FormToSave {
  readonly person: PersonId
  readonly attempt: string
  readonly item: string
  readonly fields: Fields
  /** Name of the fields; the id of the question unless told. */
  readonly name?: string
}

/** Saves the answer of a form without script, which knows no sequence: what is sent last counts, the same again changes nothing. */
export async function saveAnswerFromForm(app: App, given: FormToSave): Promise<Result<null, FormRefusal>> {
  const attempt = await findAttempt(app.db, given.attempt)
  if (!attempt || !(await isSamePerson(app.db, attempt.person, given.person))) return refuse('no-such-attempt')
  // Another window may save in between; then the form, sent last, counts.
  for (let round = 1; ; round++) {
    const saved = await saveForm(app, given)
    if (saved.ok || saved.refusal !== 'newer-kept' || round === 3) return saved
  }
}

async function saveForm(app: App, given: FormToSave): Promise<Result<null, FormRefusal>> {
  const row = (await answersOf(app.db, given.attempt)).find(({ item }) => item === given.item)
  if (!row) return refuse('no-such-item')
  const response = parseResponse(row.type, given.fields, given.name ?? given.item)
  if (!response.ok) return response
  if (sameResponse(response.value, row.response)) return done(null)
  const { person, attempt, item } = given
  const saved = await saveAnswer(app, { person, attempt, item, id: app.newId(), response: response.value, sequence: row.sequence + 1 })
  return saved.ok ? done(null) : saved
}

/** The sequence number of the answer that is kept, for a device that was refused as older. */
export async function keptSequence(app: App, given: { attempt: string; item: string }): Promise<number> {
  return (await answersOf(app.db, given.attempt)).find(({ item }) => item === given.item)?.sequence ?? 0
}
