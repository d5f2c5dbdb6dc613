import type { Variant } from '#kernel/localized.ts'
import type { Area } from '#modules/areas/index.ts'
import type { Course, CourseCard } from './course.ts'
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

/** The whole catalogue for a reader. */
export function shownCatalogue(
  { cards, areas }: { cards: readonly CourseCard[]; areas: readonly Pick<Area, 'code' | 'short'>[] },
  variant: Variant,
): CataloguePage {
  const say = sayIn(variant)
  return {
    courses: cards.map(({ code, hours, format, sample, status, waits, areas: own, title, promise, audience }) => ({
      ...{ code, hours, format, sample, status, waits, areas: own },
      ...{ title: say(title), promise: say(promise), audience: say(audience) },
    })),
    areas: areas.filter(({ code }) => cards.some((card) => card.areas.includes(code))).map(({ code, short }) => ({ code, name: say(short) })),
  }
}

export interface CatalogueFilter {
  readonly area?: string | undefined
  readonly format?: Course['format'] | undefined
}

/** The catalogue as its page shows it, narrowed to an area or a form of teaching. */
export interface NarrowedCatalogue extends CataloguePage {
  readonly filter: CatalogueFilter
  /** Those that there are, whatever is shown now. */
  readonly formats: readonly Course['format'][]
}

export function narrowed({ courses, areas }: CataloguePage, filter: CatalogueFilter): NarrowedCatalogue {
  const fits = courses.filter(({ areas: own, format }) => (!filter.area || own.includes(filter.area)) && (!filter.format || format === filter.format))
  return { courses: fits, areas, filter, formats: [...new Set(courses.map(({ format }) => format))] }
}
