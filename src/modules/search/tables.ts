import type { Localized } from '#kernel/localized.ts'
import type { SearchKind } from '#kernel/search-text.ts'
import type { Language } from './domain/keys.ts'

export interface SearchTables {
  /** Narrow on purpose: counting reads all rows that match. */
  search_item: {
    kind: SearchKind
    id: string
    source: string
    path: string
    areas: string[]
    date: string | null
    sample: boolean
    titles: string[]
    title_words: number
    subject: string
    tokens: string
  }
  search_body: { kind: SearchKind; id: string; title: Localized; body: Localized }
  search_word: { source: string; folded: string; language: Language; key: string; shown: string; count: number; threes: string[] }
  /** What was indexed last of each module, so that the same texts are not indexed again. */
  search_source: { source: string; fingerprint: string }
}
