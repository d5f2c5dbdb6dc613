import type { Localized, Variant } from '#kernel/localized.ts'
import { alphabets, byLetter, type Letter } from './alphabet.ts'
import type { NamedArea } from './beside.ts'
import type { ManualContent } from './manual.ts'
import { indexOf } from './manual-index.ts'
import { type ChapterText, lineOf, type ManualHead, shownHead } from './manual-page.ts'
import { type Said, sayIn } from './said.ts'
import type { TermFinder } from './term-links.ts'

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

/** What the index of a manual is made of; on the server it comes from the database, on a device from what is kept there. */
export interface IndexParts {
  readonly edition: ManualContent
  /** Of the chapters, in their order. */
  readonly texts: readonly ChapterText[]
  readonly areas: readonly NamedArea[]
  readonly terms: readonly { readonly id: string; readonly term: Localized }[]
  /** Knows the terms as they stand in texts of a variant. */
  readonly finder: (written: Variant) => TermFinder
}

/** The index of a manual: terms of the glossary, each with the sections that speak of it most. */
export function shownIndex({ edition, texts, areas, terms, finder }: IndexParts, variant: Variant): IndexPage {
  const say = sayIn(variant)
  const names = new Map(terms.map(({ id, term }) => [id, say(term)]))
  const lines = edition.chapters.map((chapter) => lineOf(chapter, variant))
  const found = indexOf(texts.map(({ blocks, written }) => ({ blocks, finder: finder(written) })))
  const entries = found.map(({ term, places }) => ({
    id: term,
    name: names.get(term) ?? { text: term },
    places: places.flatMap(({ chapter, block, section }) => {
      const [line, written] = [lines[chapter], texts[chapter]?.written]
      if (!line || !written) return []
      const lang = written === variant ? undefined : written
      return [{ chapter: line.slug, number: chapter + 1, section: section?.title ?? line.title.text, anchor: section?.id ?? block, ...(lang && { lang }) }]
    }),
  }))
  const letters = byLetter(entries, ({ name }) => name.text, alphabets[variant]).filter((one) => one.entries.length > 0)
  return { manual: shownHead(edition, areas, variant), letters }
}
