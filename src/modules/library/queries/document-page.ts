import type { Variant } from '#kernel/localized.ts'
import { jurisdictions } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type CitedActs, type ShownArea, type ShownFile, shownFile } from '../domain/beside.ts'
import { type DocumentType, documentLanguages } from '../domain/document.ts'
import { type Said, sayIn } from '../domain/said.ts'
import { shownText } from '../domain/shown-text.ts'
import type { TextWithTerms } from '../domain/term-notes.ts'
import { documentBySlug } from '../store.ts'
import { citedActs, namedAreas } from './beside.ts'
import { textWithTerms } from './text-with-terms.ts'

export interface DocumentPage {
  readonly slug: string
  readonly title: Said
  readonly summary: Said
  readonly type: DocumentType
  readonly languages: readonly string[]
  readonly areas: readonly ShownArea[]
  readonly tags: readonly Said[]
  readonly jurisdiction: Said
  readonly date: string
  readonly owner: Said
  readonly checked: string
  readonly nextCheck: string
  readonly sample: boolean
  readonly licence?: string
  readonly file: ShownFile
  readonly text?: TextWithTerms
  readonly acts: CitedActs
}

/** A document for a reader; null when there is none. */
export async function documentPage(app: App, slug: string, variant: Variant): Promise<DocumentPage | null> {
  const found = await documentBySlug(app.db, slug)
  if (!found) return null
  const say = sayIn(variant)
  const known = await jurisdictions(app.db)
  const shown = found.reading && shownText(found.reading, variant)
  const { type, date, checked, nextCheck, sample, licence } = found
  return {
    ...{ slug, type, date, checked, nextCheck, sample },
    ...(licence && { licence }),
    title: say(found.title),
    summary: say(found.summary),
    owner: say(found.owner),
    languages: documentLanguages(found),
    areas: await namedAreas(app.db, found.areas, variant),
    tags: found.tags.map(say),
    jurisdiction: say(known.find(({ code }) => code === found.jurisdiction)?.name ?? { 'sr-Latn': found.jurisdiction, en: found.jurisdiction }),
    file: shownFile(found.file, variant),
    ...(shown && { text: await textWithTerms(app, { blocks: shown.blocks, written: shown.variant }, variant) }),
    acts: shown ? await citedActs(app.db, shown.blocks, variant) : {},
  }
}
