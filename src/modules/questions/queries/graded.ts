import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import { type Grade, grade } from '../domain/grade.ts'
import type { Item, ItemRef } from '../domain/question.ts'
import type { Response } from '../domain/response.ts'
import { type ShownFeedback, type ShownOrigin, type ShownQuestion, shownFeedback, shownOrigin, shownQuestion } from '../domain/shown.ts'
import { currentItems, itemsOf, keyedItems } from '../store.ts'

/** What a test may be drawn from: the current graded questions of a course, or of one chapter of it. */
export async function gradedPool(
  db: Db,
  from: { readonly course: string; readonly chapter?: string },
): Promise<(ItemRef & Pick<Item, 'chapter' | 'outcome' | 'difficulty'>)[]> {
  const items = await currentItems(db, { ...from, use: 'graded' })
  return items.map(({ id, version, chapter, outcome, difficulty }) => ({ id, version, chapter, outcome, difficulty }))
}

/** Questions as a reader meets them, in the order of the refs; keys are not read. */
export async function shownItems(
  db: Db,
  refs: readonly ItemRef[],
  variant: Variant,
  seed: string,
): Promise<(ShownQuestion & { readonly origin: ShownOrigin })[]> {
  const items = await itemsOf(db, refs)
  return items.map((item) => ({ ...shownQuestion(item, variant, seed), origin: shownOrigin(item) }))
}

/** Grades of the responses, by the id of the question; what is missing counts as not answered. */
export async function gradeItems(db: Db, refs: readonly ItemRef[], responses: Readonly<Record<string, Response | null>>): Promise<(ItemRef & Grade)[]> {
  const items = await keyedItems(db, refs)
  return items.map((item) => ({ id: item.id, version: item.version, ...grade(item.asked, item.key, responses[item.id] ?? null) }))
}

export interface ReleasedFeedback extends ItemRef, ShownFeedback {
  readonly passage: { readonly unit: string; readonly id?: string }
  readonly outcome: string
  readonly chapter: string
  readonly cites: Item['cites']
}

/** What is told afterwards, keys and all: the caller has made sure that it may be seen. */
export async function feedbackFor(db: Db, refs: readonly ItemRef[], variant: Variant): Promise<ReleasedFeedback[]> {
  const items = await keyedItems(db, refs)
  return items.map((item) => {
    const { id, version, passage, outcome, chapter, cites } = item
    return { id, version, passage, outcome, chapter, cites, ...shownFeedback(item, item.key, item.told, variant) }
  })
}
