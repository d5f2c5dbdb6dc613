import { areas } from '#modules/areas/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { manuals } from '#modules/library/index.ts'
import { allNews } from '#modules/site/index.ts'
import type { PageServerLoadEvent } from './$types'
import { sayingIn } from './said.ts'
import { type PublicEvent, sameForAll } from './same-for-all.ts'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [known, courses, shelf, news] = await Promise.all([areas(app.db), catalogue(app.db), manuals(app.db), allNews(app.db, 4)])
  const say = sayingIn(variant)
  const first = courses.find((course) => course.status === 'published')
  const open = (code: string) => courses.filter((course) => course.areas.includes(code)).length
  return {
    course: first && { code: first.code, hours: first.hours, sample: first.sample, title: say(first.title), promise: say(first.promise) },
    areas: known.map(({ code, short }) => ({ code: code.toLowerCase(), number: code.replace(/\D/g, ''), name: say(short), courses: open(code) })),
    manuals: shelf
      .slice(0, 1)
      .map(({ slug, title, summary, edition, published, sample }) => ({ slug, title: say(title), summary: say(summary), edition, published, sample })),
    news: news.map(({ slug, date, title, summary, sample }) => ({ slug, date, sample, title: say(title), summary: say(summary ?? {}) })),
    sample: [...courses, ...news, ...shelf].some(({ sample }) => sample),
  }
})
