import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import type { Gradable } from '../domain/grade.ts'
import type { AnswerKey } from '../domain/question.ts'
import { type ShownFeedback, type ShownOrigin, type ShownQuestion, shownFeedback, shownOrigin, shownQuestion } from '../domain/shown.ts'
import { type KeyedItem, practiceItems } from '../store.ts'

/** A practice question for a reader, with all that a device needs to answer her at once. */
export interface PracticeQuestion {
  readonly shown: ShownQuestion
  readonly gradable: Gradable
  readonly key: AnswerKey
  readonly feedback: ShownFeedback
  /** Where the answer stands. */
  readonly passage: { readonly unit: string; readonly id?: string }
  readonly origin: ShownOrigin
  readonly cites: KeyedItem['cites']
}

/** Practice questions of a course by id, ready for a reader; ids of graded questions find nothing. */
export async function practiceQuestions(db: Db, course: string, ids: readonly string[], variant: Variant): Promise<PracticeQuestion[]> {
  const items = await practiceItems(db, course, ids)
  return items.map((item) => ({
    shown: shownQuestion(item, variant),
    gradable: { type: item.asked.type, ...('options' in item.asked && { options: item.asked.options.map(({ id }) => ({ id })) }) },
    key: item.key,
    feedback: shownFeedback(item, item.key, item.told, variant),
    passage: item.passage,
    origin: shownOrigin(item),
    cites: item.cites,
  }))
}
