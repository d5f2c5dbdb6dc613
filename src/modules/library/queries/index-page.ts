import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { alphabets, byLetter, type Letter } from '../domain/alphabet.ts'
import { indexOf } from '../domain/manual-index.ts'
import { lineOf, type ManualHead } from '../domain/manual-page.ts'
import { type Said, sayIn } from '../domain/said.ts'
import { termFinder } from '../domain/term-links.ts'
import { allTerms } from '../store.ts'
import { chapterText, headOf } from './manual-page.ts'
import { manual } from './manuals.ts'

export interface IndexPage {
  readonly manual: ManualHead
  readonly letters: readonly Letter<{
    readonly id: string
    readonly name: Said
    readonly places: readonly {
      readonly chapter: string
      readonly number: number
      readonly section: string
      readonly anchor: string
      readonly lang?: Variant
    }[]
  }>[]
}

/** The index of a manual: terms of the glossary, each with the sections that speak of it most; null when there is no such manual. */
export async function indexPage(app: App, slug: string, variant: Variant): Promise<IndexPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const terms = await allTerms(app.db)
  const say = sayIn(variant)
  const names = new Map(terms.map(({ id, term }) => [id, say(term)]))
  const chapters = edition.chapters.map((chapter) => ({ ...lineOf(chapter, variant), ...chapterText(app, edition, chapter, variant) }))
  const found = indexOf(chapters.map(({ blocks, written }) => ({ blocks, finder: termFinder(terms, written) })))
  const entries = found.map(({ term, places }) => ({
    id: term,
    name: names.get(term) ?? { text: term },
    places: places.flatMap(({ chapter, block, section }) => {
      const one = chapters[chapter]
      if (!one) return []
      const lang = one.written === variant ? undefined : one.written
      return [{ chapter: one.slug, number: chapter + 1, section: section?.title ?? one.title.text, anchor: section?.id ?? block, ...(lang && { lang }) }]
    }),
  }))
  const letters = byLetter(entries, ({ name }) => name.text, alphabets[variant]).filter((one) => one.entries.length > 0)
  return { manual: await headOf(app, edition, variant), letters }
}
