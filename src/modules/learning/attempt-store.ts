import { type Selectable, sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import type { ItemRef, QuestionType, Response } from '#modules/questions/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { graceSeconds } from './domain/attempt.ts'
import type { LearningTables } from './tables.ts'

export type AttemptRow = Selectable<LearningTables['attempt']>
export type AnswerRow = Selectable<LearningTables['attempt_answer']>
export type DrawnItem = ItemRef & { readonly type: QuestionType }

/** Lets one transaction after another decide about a person in a course, so that each sees what the others did. */
export async function oneAtATime(tx: Tx, person: string, course: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`learning/${person}/${course}`}, 0))`.execute(writing<LearningTables>(tx))
}

export async function findAttempt(db: Db, id: string): Promise<AttemptRow | undefined> {
  return reading<LearningTables>(db).selectFrom('attempt').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The attempt, held until the end of the transaction. */
export async function lockAttempt(tx: Tx, id: string): Promise<AttemptRow | undefined> {
  return writing<LearningTables>(tx).selectFrom('attempt').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function attemptsOf(db: Db, person: string, filter: { courseVersion?: string; course?: string; test?: string } = {}): Promise<AttemptRow[]> {
  let query = reading<LearningTables>(db)
    .selectFrom('attempt')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .orderBy('started_at')
  if (filter.courseVersion !== undefined) query = query.where('course_version', '=', filter.courseVersion)
  if (filter.course !== undefined) query = query.where('course', '=', filter.course)
  if (filter.test !== undefined) query = query.where('test', '=', filter.test)
  return query.execute()
}

export async function addAttempt(tx: Tx, attempt: AttemptRow, items: readonly DrawnItem[]): Promise<void> {
  await writing<LearningTables>(tx).insertInto('attempt').values(attempt).execute()
  const rows = items.map(({ id, version, type }, place) => ({
    attempt: attempt.id,
    place,
    item: id,
    item_version: version,
    type,
    response: null,
    sequence: 0,
    statement: null,
    saved_at: null,
    flagged: false,
    points: null,
    correct: null,
  }))
  await writing<LearningTables>(tx).insertInto('attempt_answer').values(rows).execute()
}

export async function answersOf(db: Db, attempt: string): Promise<AnswerRow[]> {
  return reading<LearningTables>(db).selectFrom('attempt_answer').selectAll().where('attempt', '=', attempt).orderBy('place').execute()
}

/** The answers with what was last saved in each, held: whoever is saving is waited for, whoever comes later finds them closed. */
export async function lockAnswers(tx: Tx, attempt: string): Promise<AnswerRow[]> {
  const rows = await writing<LearningTables>(tx).selectFrom('attempt_answer').selectAll().where('attempt', '=', attempt).orderBy('item').forUpdate().execute()
  return rows.toSorted((a, b) => a.place - b.place)
}

export interface ArrivedAnswer {
  readonly person: string
  readonly attempt: string
  readonly item: string
  readonly id: string
  readonly response: Response | null
  readonly sequence: number
}

/**
 * Keeps an answer if `decideAnswer` would: everything it asks is asked here in one statement, on the row itself,
 * so that a hand-in at the same moment comes wholly before or wholly after. Undefined when it was not kept.
 */
export async function keepAnswer(tx: Tx, answer: ArrivedAnswer, now: Date): Promise<{ version: number } | undefined> {
  const people = await personIds(tx, answer.person)
  const response = answer.response === null ? null : JSON.stringify(answer.response)
  const kept = await sql<{ version: number }>`
    update attempt_answer as a set response = ${response}::jsonb, sequence = ${answer.sequence}, statement = ${answer.id}, saved_at = ${now}
    from attempt as t
    where a.attempt = ${answer.attempt} and a.item = ${answer.item} and a.sequence < ${answer.sequence} and a.points is null
      and (${answer.response?.type ?? null}::text is null or a.type = ${answer.response?.type ?? null})
      and t.id = a.attempt and t.person = any(${people}::uuid[]) and t.handed_in_at is null and t.taken_until is null
      and (t.due_at is null or t.due_at + make_interval(secs => ${graceSeconds}) > ${now})
    returning a.item_version as version`.execute(writing<LearningTables>(tx))
  return kept.rows[0]
}

/** Exactly these answers, and none to any other item: the caller holds the attempt. */
export async function setAnswers(
  tx: Tx,
  attempt: string,
  answers: readonly Pick<AnswerRow, 'item' | 'response' | 'sequence' | 'statement' | 'saved_at'>[],
): Promise<void> {
  await sql`
    update attempt_answer as a set response = g.response, sequence = coalesce(g.sequence, 0), statement = g.statement, saved_at = g.saved_at
    from attempt_answer as b
    left join jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as g(item text, response jsonb, sequence bigint, statement uuid, saved_at timestamptz)
      on g.item = b.item
    where a.attempt = ${attempt} and b.attempt = a.attempt and b.item = a.item`.execute(writing<LearningTables>(tx))
}

export async function bindAttempt(tx: Tx, id: string, device: string): Promise<void> {
  await writing<LearningTables>(tx).updateTable('attempt').set({ taken_by: device }).where('id', '=', id).execute()
}

export async function bringBackAttempt(tx: Tx, id: string, now: Date): Promise<void> {
  await writing<LearningTables>(tx).updateTable('attempt').set({ taken_until: null, brought_back_at: now }).where('id', '=', id).execute()
}

export async function setFlag(tx: Tx, attempt: string, item: string, flagged: boolean): Promise<void> {
  await writing<LearningTables>(tx).updateTable('attempt_answer').set({ flagged }).where('attempt', '=', attempt).where('item', '=', item).execute()
}

export interface GradedAnswer {
  readonly item: string
  readonly points: number
  readonly correct: boolean
}

export async function closeAttempt(
  tx: Tx,
  id: string,
  outcome: Pick<AttemptRow, 'handed_in_at' | 'points' | 'passed'>,
  grades: readonly GradedAnswer[],
): Promise<void> {
  await sql`
    update attempt_answer as a set points = g.points, correct = g.correct
    from jsonb_to_recordset(${JSON.stringify(grades)}::jsonb) as g(item text, points double precision, correct boolean)
    where a.attempt = ${id} and a.item = g.item`.execute(writing<LearningTables>(tx))
  await writing<LearningTables>(tx).updateTable('attempt').set(outcome).where('id', '=', id).execute()
}

/** Takes out all attempts of these people. */
export async function removeAttemptsOf(tx: Tx, people: readonly string[]): Promise<void> {
  await writing<LearningTables>(tx)
    .deleteFrom('attempt')
    .where('person', 'in', [...people])
    .execute()
}
