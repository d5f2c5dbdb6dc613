import type { PublishedCourse } from '#modules/courses/index.ts'
import { parseResponse, type Response } from '#modules/questions/index.ts'
import { activityId } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { AnswerRow } from '../attempt-store.ts'
import { coursePath, questionPath } from '../course-tests.ts'
import type { TakenPlace } from '../domain/taken-test.ts'

interface Drawn {
  readonly course: PublishedCourse
  readonly test: string
  readonly items: readonly Pick<AnswerRow, 'item' | 'item_version' | 'type'>[]
}

/** How the statements of a device name what was drawn. */
export function takenPlace(app: Pick<App, 'activityBase'>, { course, test, items: drawn }: Drawn): TakenPlace<Response> {
  const items = new Map(drawn.map((row) => [activityId(app, questionPath({ id: row.item, version: row.item_version })), row.item]))
  const types = new Map<string, AnswerRow['type']>(drawn.map(({ item, type }) => [item, type]))
  return {
    activityBase: app.activityBase,
    test: activityId(app, `${coursePath(course)}/test/${test}`),
    itemOf: (activity) => items.get(activity),
    read(item, raw) {
      const type = types.get(item)
      if (raw === null) return null
      if (type === undefined || (raw as { type?: unknown }).type !== type) return undefined
      const response = parseResponse(type, raw)
      return response.ok ? response.value : undefined
    },
  }
}
