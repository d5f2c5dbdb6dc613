import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type CoursePage, shownCourse } from '../domain/course-page.ts'
import { hasPack } from '../pack-store.ts'
import { announcedCourse, catalogue, courseByCode } from '../store.ts'
import { keptView } from './kept-view.ts'

/** A course for a reader, open or announced; null when there is none of that code. */
export function coursePage(app: App, code: string, variant: Variant): Promise<CoursePage | null> {
  return keptView(app, `course/${code}/${variant}`, async () => {
    const course = (await courseByCode(app.db, code)) ?? (await announcedCourse(app.db, code))
    if (!course) return null
    const [cards, known, packed] = await Promise.all([catalogue(app.db), areas(app.db), hasPack(app.db, code)])
    return shownCourse({ course, cards, areas: known, hasPack: packed }, variant)
  })
}
