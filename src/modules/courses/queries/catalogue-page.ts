import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import type { CourseCard } from '../domain/course.ts'
import { catalogue } from '../store.ts'
import { keptView } from './kept-view.ts'
import { type Said, sayIn } from './said.ts'

export interface ShownCard extends Pick<CourseCard, 'code' | 'hours' | 'format' | 'sample' | 'status' | 'areas' | 'waits'> {
  readonly title: Said
  readonly promise: Said
  readonly audience: Said
}

export interface CataloguePage {
  readonly courses: readonly ShownCard[]
  /** Areas in which there is a course. */
  readonly areas: readonly { readonly code: string; readonly name: Said }[]
}

/** The whole catalogue for a reader; narrowing it down is the page's affair. */
export function cataloguePage(app: App, variant: Variant): Promise<CataloguePage> {
  return keptView(app, `catalogue/${variant}`, async () => {
    const say = sayIn(variant)
    const [cards, known] = await Promise.all([catalogue(app.db), areas(app.db)])
    return {
      courses: cards.map((card) => {
        const { code, hours, format, sample, status, waits } = card
        return {
          code,
          hours,
          format,
          sample,
          status,
          waits,
          areas: card.areas,
          title: say(card.title),
          promise: say(card.promise),
          audience: say(card.audience),
        }
      }),
      areas: known.filter(({ code }) => cards.some((card) => card.areas.includes(code))).map(({ code, short }) => ({ code, name: say(short) })),
    }
  })
}
