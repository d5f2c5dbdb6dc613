import { type Variant, variants } from '#kernel/localized.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { type ShownOrigin, type ShownQuestion, shownItems } from '#modules/questions/index.ts'
import type { Db } from '#platform/db.ts'
import { type AttemptRow, answersOf } from '../attempt-store.ts'
import { coursePath, questionPath } from '../course-tests.ts'
import type { TakenItem, TakenTest } from '../domain/taken-sheet.ts'

export async function takenTest(db: Db, attempt: AttemptRow): Promise<TakenTest> {
  const course = await courseVersion(db, attempt.course_version as CourseVersionId)
  if (!course || !attempt.taken_until) throw new Error('an attempt that nobody took along, or at a version that is gone')
  const answers = await answersOf(db, attempt.id)
  const refs = answers.map(({ item, item_version }) => ({ id: item, version: item_version }))
  const shown = new Map<string, Partial<Record<Variant, ShownQuestion & { origin: ShownOrigin }>>>()
  for (const variant of variants)
    for (const question of await shownItems(db, refs, variant, attempt.seed)) shown.set(question.id, { ...shown.get(question.id), [variant]: question })
  const items = answers.map(({ item, item_version, type }) => ({
    id: item,
    type,
    activity: questionPath({ id: item, version: item_version }),
    shown: shown.get(item) as TakenItem['shown'],
  }))
  const { id, person, test } = attempt
  const activity = `${coursePath(course)}/test/${test}`
  return { attempt: id, person, course: course.code, title: course.title, test, activity, until: attempt.taken_until.toISOString(), items }
}
