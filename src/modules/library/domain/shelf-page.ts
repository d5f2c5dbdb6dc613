import type { Variant } from '#kernel/localized.ts'
import { type NamedArea, type ShownArea, type ShownFile, shownFile } from './beside.ts'
import { type DocumentType, documentTypes, type ShelfPaper } from './document.ts'
import { type FacetName, type FacetValue, type Filters, facetValues, fits } from './facets.ts'
import type { ManualCard } from './manual.ts'
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

/** What stands on the shelves. */
export interface Shelves {
  readonly manuals: readonly ManualCard[]
  readonly documents: readonly ShelfPaper[]
  readonly areas: readonly NamedArea[]
}

/** The shelves of the library for a reader, narrowed by the filters. */
export function shownShelf({ manuals: cards, documents, areas }: Shelves, filters: Filters, variant: Variant): ShelfPage {
  const manuals = cards.map((card) => ({ ...card, type: 'manual' }))
  const say = sayIn(variant)
  const order = { area: areas.map(({ code }) => code), type: ['manual', ...documentTypes] as string[], language: ['sr', 'en'] }
  const facets = (['type', 'area', 'language'] as const).map((name) => {
    const values = facetValues([...manuals, ...documents], filters, name)
    return { name, values: values.sort((a, b) => order[name].indexOf(a.value) - order[name].indexOf(b.value)) }
  })
  return {
    manuals: manuals.filter((one) => fits(one, filters)).map((one) => onShelf(one, variant)),
    documents: documents.filter((one) => fits(one, filters)).map((one) => documentOnShelf(one, variant)),
    facets,
    areas: areas.map((area) => ({ code: area.code, ...say(area.short) })),
  }
}

function onShelf({ slug, title, summary, edition, languages, partlyEnglish, checked, sample }: ManualCard, variant: Variant): ShelfManual {
  const say = sayIn(variant)
  return { slug, title: say(title), summary: say(summary), edition, languages, partlyEnglish, checked, sample }
}

function documentOnShelf(one: ShelfPaper, variant: Variant): ShelfDocument {
  const say = sayIn(variant)
  const { slug, type, languages, checked, sample, areas: codes, jurisdiction } = one
  const file = shownFile(one.file, variant)
  return { slug, title: say(one.title), summary: say(one.summary), type, languages, file, checked, sample, areas: codes, jurisdiction, tags: one.tags.map(say) }
}
