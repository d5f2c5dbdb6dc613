import { areas } from '#modules/areas/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { manuals } from '#modules/library/index.ts'
import { allNews } from '#modules/site/index.ts'
import type { PageServerLoadEvent } from './$types'
import { type PublicEvent, sameForAll } from './same-for-all.ts'
import { newsOnFront, shownStart } from './start-page.ts'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [known, cards, shelf, news] = await Promise.all([areas(app.db), catalogue(app.db), manuals(app.db), allNews(app.db, newsOnFront)])
  return shownStart({ areas: known, cards, manuals: shelf, news }, variant)
})
