import type { SearchText } from '#kernel/search-text.ts'
import { areas } from '#modules/areas/index.ts'
import { courseSearchTexts } from '#modules/courses/index.ts'
import { allPosts, institutionSearchTexts } from '#modules/institutions/index.ts'
import { lawSearchTexts } from '#modules/laws/index.ts'
import { librarySearchTexts, manuals } from '#modules/library/index.ts'
import { helpReaders, siteSearchTexts } from '#modules/site/index.ts'
import { toolSearchTexts } from '#modules/tools/index.ts'
import type { Db } from '#platform/db.ts'
import type { PublicPage } from './sitemap.ts'

/** Pages that are there whatever the content. */
export const standingPlaces = [
  '/',
  '/courses',
  '/library',
  '/library/cards',
  '/tools',
  '/areas',
  '/institutions',
  '/facilities',
  '/posts',
  '/competencies',
  '/laws',
  '/sources',
  '/news',
  '/glossary',
  ...helpReaders.map((reader) => `/help/tours/${reader}`),
]

/** Every public page, each once: what search can find has an address, and so have the places that list it. */
export async function publicPages(db: Db): Promise<PublicPage[]> {
  const [known, posts, books, ...found] = await Promise.all([
    areas(db),
    allPosts(db),
    manuals(db),
    courseSearchTexts(db),
    librarySearchTexts(db),
    toolSearchTexts(db),
    institutionSearchTexts(db),
    lawSearchTexts(db),
    siteSearchTexts(db),
  ])
  const pages = new Map<string, PublicPage>()
  const coded = (place: string, all: readonly { code: string }[]) => all.map(({ code }) => `${place}/${code.toLowerCase()}`)
  const ofManuals = books.flatMap(({ slug }) => ['index', 'checklists'].map((part) => `/library/manuals/${slug}/${part}`))
  for (const path of [...standingPlaces, ...coded('/areas', known), ...coded('/posts', posts), ...ofManuals]) pages.set(path, { path })
  for (const { path, date } of found.flat().map(pageOf)) if (!pages.has(path)) pages.set(path, { path, ...(date !== undefined && { date }) })
  return [...pages.values()]
}

/** A thing that stands inside a page has that page's address. */
function pageOf({ path, date }: SearchText): PublicPage {
  const [page = path] = path.split('#')
  return page === path && date !== undefined ? { path, date } : { path: page }
}
