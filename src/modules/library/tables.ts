import type { Localized } from '#kernel/localized.ts'
import type { Card } from './domain/card.ts'
import type { DocumentBody } from './domain/document.ts'
import type { ManualContent } from './domain/manual.ts'
import type { Term } from './domain/term.ts'

export interface LibraryTables {
  /** One row a manual; its editions stay beside each other. */
  manual: { slug: string; current: string; position: number }
  /** An edition. Its content never changes. */
  manual_version: { id: string; slug: string; edition: string; published: string; content: ManualContent; sample: boolean; published_at: Date }
  manual_citation: ManualCitationRow
  manual_file: { manual_version: string; variant: string; format: string; hash: string; name: string; size: number; made_at: Date }
  /** A withdrawn document stays, so that it can be brought back; nobody reads it until then. */
  document: { slug: string; body: DocumentBody; sample: boolean; published_at: Date; withdrawn_at: Date | null }
  pocket_card: { area: string; body: Card; digest: string; sample: boolean; published_at: Date }
  pocket_card_file: { area: string; digest: string; variant: string; hash: string; name: string; size: number; made_at: Date }
  glossary_term: { id: string; position: number; body: Term }
}

/** Where a passage comes from; a passage that cites several acts has a row for each. */
export interface ManualCitationRow {
  manual_version: string
  position: number
  chapter: string
  passage: string
  act: string | null
  article: string | null
  as_of: string | null
  fact: string | null
  source: string | null
  mark: string
  owner: Localized
  checked: string
  next_check: string
}
