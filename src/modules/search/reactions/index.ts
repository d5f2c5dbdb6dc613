import type { SearchText } from '#kernel/search-text.ts'
import { courseSearchTexts } from '#modules/courses/index.ts'
import { institutionSearchTexts } from '#modules/institutions/index.ts'
import { lawSearchTexts } from '#modules/laws/index.ts'
import { librarySearchTexts } from '#modules/library/index.ts'
import { siteSearchTexts } from '#modules/site/index.ts'
import { toolSearchTexts } from '#modules/tools/index.ts'
import type { Db } from '#platform/db.ts'
import type { Reaction } from '#platform/facts.ts'
import { indexTexts } from '../commands/index-texts.ts'

interface Source {
  readonly name: string
  readonly texts: (db: Db) => Promise<readonly SearchText[]>
  readonly hears: readonly string[]
}

/** Who says what can be found, and the facts after which to ask again. */
const sources: readonly Source[] = [
  { name: 'courses', texts: courseSearchTexts, hears: ['courses.version-published', 'courses.announced', 'courses.pack-published'] },
  {
    name: 'library',
    texts: librarySearchTexts,
    hears: ['library.manual-published', 'library.card-published', 'library.document-published', 'library.document-withdrawn', 'library.glossary-changed'],
  },
  { name: 'tools', texts: toolSearchTexts, hears: ['tools.version-published'] },
  { name: 'institutions', texts: institutionSearchTexts, hears: ['institutions.changed'] },
  { name: 'laws', texts: lawSearchTexts, hears: ['laws.changed'] },
  { name: 'site', texts: siteSearchTexts, hears: ['site.news-published', 'site.news-withdrawn', 'site.page-published'] },
]

export const reactions: readonly Reaction[] = sources.flatMap(({ name, texts, hears }) =>
  hears.map((fact): Reaction => ({ name: `search.index-after-${fact}`, hears: fact, react: (app) => indexTexts(app.db, name, (db) => texts(db)) })),
)
