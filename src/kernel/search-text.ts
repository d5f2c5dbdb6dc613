import type { Localized } from './localized.ts'

export type SearchKind =
  | 'course'
  | 'unit'
  | 'sheet'
  | 'manual'
  | 'chapter'
  | 'card'
  | 'tool'
  | 'document'
  | 'institution'
  | 'facility'
  | 'act'
  | 'news'
  | 'term'
  | 'help'
  | 'page'

/** What one findable thing says of itself, in all its written variants. `path` has no variant prefix. */
export interface SearchText {
  readonly kind: SearchKind
  readonly id: string
  readonly path: string
  readonly title: Localized
  /** Plain text, without marks. */
  readonly body: Localized
  readonly areas: readonly string[]
  /** The day it was published or checked, `YYYY-MM-DD`. */
  readonly date?: string
  readonly sample: boolean
}
