import type { Variant } from '#kernel/localized.ts'
import type { Area } from '#modules/areas/index.ts'
import type { CourseCard } from '#modules/courses/index.ts'
import type { ManualCard } from '#modules/library/index.ts'
import type { NewsItem } from '#modules/site/index.ts'
import { sayingIn } from './said.ts'

/** How many of the news stand on the front page. */
export const newsOnFront = 4

/** What the front page is made of; on the server it comes from the database, on a device from what is kept there. */
export interface StartParts {
  readonly areas: readonly Pick<Area, 'code' | 'short'>[]
  readonly cards: readonly CourseCard[]
  readonly manuals: readonly ManualCard[]
  readonly news: readonly Pick<NewsItem, 'slug' | 'date' | 'title' | 'summary' | 'sample'>[]
}

/** The front page for a reader. */
export function shownStart({ areas, cards, manuals, news }: StartParts, variant: Variant) {
  const say = sayingIn(variant)
  const first = cards.find((course) => course.status === 'published')
  const open = (code: string) => cards.filter((course) => course.areas.includes(code)).length
  return {
    course: first && { code: first.code, hours: first.hours, sample: first.sample, title: say(first.title), promise: say(first.promise) },
    areas: areas.map(({ code, short }) => ({ code: code.toLowerCase(), number: code.replace(/\D/g, ''), name: say(short), courses: open(code) })),
    manuals: manuals
      .slice(0, 1)
      .map(({ slug, title, summary, edition, published, sample }) => ({ slug, title: say(title), summary: say(summary), edition, published, sample })),
    news: news.map(({ slug, date, title, summary, sample }) => ({ slug, date, sample, title: say(title), summary: say(summary ?? {}) })),
    sample: [...cards, ...news, ...manuals].some(({ sample }) => sample),
  }
}
