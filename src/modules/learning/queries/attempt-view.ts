import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { feedbackFor, type ReleasedFeedback, type Response, type ShownOrigin, type ShownQuestion, shownItems } from '#modules/questions/index.ts'
import type { Db } from '#platform/db.ts'
import { type AnswerRow, type AttemptRow, answersOf, findAttempt } from '../attempt-store.ts'
import { type Stage, stageOf } from '../domain/attempt.ts'
import { stateOf } from './attempt-state.ts'

/** A question of an attempt with what was answered; nothing in it tells the right answer. */
export interface AttemptItem {
  readonly question: ShownQuestion & { readonly origin: ShownOrigin }
  readonly response: Response | null
  readonly flagged: boolean
  readonly sequence: number
}

export interface AttemptView {
  readonly id: string
  readonly course: string
  readonly courseVersion: string
  readonly test: string
  readonly stage: Stage
  readonly startedAt: Date
  readonly dueAt: Date | null
  /** Until when a device has it; null when none has. */
  readonly takenUntil: Date | null
  /** A device had it once, or has it. */
  readonly wasTaken: boolean
  readonly items: readonly AttemptItem[]
}

interface Asked {
  readonly person: PersonId
  readonly attempt: string
  readonly variant: Variant
  readonly now: Date
}

/** A person's attempt as she works at it. Somebody else's is as if there were none. */
export async function attemptView(db: Db, { person, attempt: id, variant, now }: Asked): Promise<AttemptView | null> {
  const row = await findAttempt(db, id)
  if (!row || !(await isSamePerson(db, row.person, person))) return null
  const answers = await answersOf(db, id)
  const questions = await shownItems(db, answers.map(refOf), variant, row.seed)
  return { ...headOf(row, now), items: itemsOf(answers, questions) }
}

/** An item after handing in: what was answered, what it gave, and what was right. */
export interface ResultItem extends AttemptItem {
  readonly points: number
  readonly correct: boolean
  readonly told: ReleasedFeedback
}

export interface AttemptResult extends Omit<AttemptView, 'items'> {
  readonly handedInAt: Date
  readonly points: number
  readonly most: number
  readonly pass: number
  readonly passed: boolean
  readonly items: readonly ResultItem[]
}

/** The result of an attempt with its feedback; null while it is not handed in, because until then no key may be seen. */
export async function attemptResult(db: Db, { person, attempt: id, variant, now }: Asked): Promise<AttemptResult | null> {
  const row = await findAttempt(db, id)
  if (!row || row.handed_in_at === null || !(await isSamePerson(db, row.person, person))) return null
  const answers = await answersOf(db, id)
  const refs = answers.map(refOf)
  const questions = await shownItems(db, refs, variant, row.seed)
  const told = new Map((await feedbackFor(db, refs, variant)).map((feedback) => [feedback.id, feedback]))
  const items = itemsOf(answers, questions).flatMap((item) => {
    const feedback = told.get(item.question.id)
    const answer = answers.find((one) => one.item === item.question.id)
    return feedback && answer ? [{ ...item, told: feedback, points: answer.points ?? 0, correct: answer.correct ?? false }] : []
  })
  return { ...headOf(row, now), handedInAt: row.handed_in_at, points: row.points ?? 0, most: row.most, pass: row.pass, passed: row.passed ?? false, items }
}

function refOf({ item, item_version }: AnswerRow) {
  return { id: item, version: item_version }
}

function headOf(row: AttemptRow, now: Date): Omit<AttemptView, 'items'> {
  const { id, course, course_version: courseVersion, test, started_at: startedAt, due_at: dueAt, taken_until: takenUntil } = row
  return { id, course, courseVersion, test, stage: stageOf(stateOf(row), now), startedAt, dueAt, takenUntil, wasTaken: row.taken_at !== null }
}

function itemsOf(answers: readonly AnswerRow[], questions: readonly AttemptItem['question'][]): AttemptItem[] {
  const byId = new Map(questions.map((question) => [question.id, question]))
  return answers.flatMap(({ item, response, flagged, sequence }) => {
    const question = byId.get(item)
    return question ? [{ question, response, flagged, sequence }] : []
  })
}
