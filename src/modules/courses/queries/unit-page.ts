import type { Variant } from '#kernel/localized.ts'
import { acts } from '#modules/laws/index.ts'
import { practiceQuestions } from '#modules/questions/index.ts'
import type { App } from '#platform/app.ts'
import { textFor } from '../domain/shown-text.ts'
import { practiceIn, shownUnit, type UnitPage } from '../domain/unit-page.ts'
import { courseByCode, unit } from '../store.ts'
import { keptView } from './kept-view.ts'

/** A unit of the newest version of a course for a reader; null when there is none. */
export function unitPage(app: App, code: string, slug: string, variant: Variant): Promise<UnitPage | null> {
  return keptView(app, `unit/${code}/${slug}/${variant}`, async () => {
    const course = await courseByCode(app.db, code)
    const body = course && (await unit(app.db, course.id, slug))
    if (!course || !body) return null
    const text = textFor(body, variant)
    const practice = await practiceQuestions(app.db, code, practiceIn(text.blocks), variant)
    return shownUnit({ course, slug, body, text, practice, acts: await acts(app.db) }, variant)
  })
}
