import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type DocumentType, documentTypes, type LibraryDocument } from '../domain/document.ts'
import { type FacetName, type FacetValue, type Filters, facetValues, fits } from '../domain/facets.ts'
import { allDocuments, type ManualCard, manualCards } from '../store.ts'
import { type ShownArea, type ShownFile, shownFile } from './beside.ts'
import { documentLanguages } from './documents.ts'
import { type Said, sayIn } from './said.ts'

export interface ShelfManual {
  readonly slug: string
  readonly title: Said
  readonly summary: Said
  readonly edition: string
  readonly languages: readonly string[]
  readonly partlyEnglish: boolean
  readonly checked: string
  readonly sample: boolean
}

export interface ShelfDocument {
  readonly slug: string
  readonly title: Said
  readonly summary: Said
  readonly type: DocumentType
  readonly languages: readonly string[]
  readonly file: ShownFile
  readonly checked: string
  readonly sample: boolean
  readonly areas: readonly string[]
  readonly jurisdiction: string
  readonly tags: readonly Said[]
}

export interface ShelfPage {
  readonly manuals: readonly ShelfManual[]
  readonly documents: readonly ShelfDocument[]
  readonly facets: readonly { readonly name: FacetName; readonly values: readonly FacetValue[] }[]
  readonly areas: readonly ShownArea[]
}

/** The shelves of the library for a reader, narrowed by the filters. */
export async function shelfPage(app: App, filters: Filters, variant: Variant): Promise<ShelfPage> {
  const [cards, papers, all] = await Promise.all([manualCards(app.db), allDocuments(app.db), areas(app.db)])
  const manuals = cards.map((card) => ({ ...card, type: 'manual' }))
  const documents = papers.map((paper) => ({ ...paper, languages: documentLanguages(paper) }))
  const say = sayIn(variant)
  const order = { area: all.map(({ code }) => code), type: ['manual', ...documentTypes] as string[], language: ['sr', 'en'] }
  const facets = (['type', 'area', 'language'] as const).map((name) => {
    const values = facetValues([...manuals, ...documents], filters, name)
    return { name, values: values.sort((a, b) => order[name].indexOf(a.value) - order[name].indexOf(b.value)) }
  })
  return {
    manuals: manuals.filter((one) => fits(one, filters)).map((one) => onShelf(one, variant)),
    documents: documents.filter((one) => fits(one, filters)).map((one) => documentOnShelf(one, variant)),
    facets,
    areas: all.map((area) => ({ code: area.code, ...say(area.short) })),
  }
}

function onShelf({ slug, title, summary, edition, languages, partlyEnglish, checked, sample }: ManualCard, variant: Variant): ShelfManual {
  const say = sayIn(variant)
  return { slug, title: say(title), summary: say(summary), edition, languages, partlyEnglish, checked, sample }
}

function documentOnShelf(one: LibraryDocument & { languages: string[] }, variant: Variant): ShelfDocument {
  const say = sayIn(variant)
  const { slug, type, languages, checked, sample, areas: codes, jurisdiction } = one
  const file = shownFile(one.file, variant)
  return { slug, title: say(one.title), summary: say(one.summary), type, languages, file, checked, sample, areas: codes, jurisdiction, tags: one.tags.map(say) }
}
