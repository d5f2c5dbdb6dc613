import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import type { Term } from '../domain/term.ts'
import { linkTerms, type TermFinder, termFinder } from '../domain/term-links.ts'
import { allTerms } from '../store.ts'
import { type Said, sayIn } from './said.ts'

/** A term as it is explained beside the word of a text. */
export interface ShownTerm {
  readonly id: string
  readonly name: Said
  readonly definition: Said
  readonly mark?: 'check' | 'practice' | 'sample'
}

export interface TextWithTerms {
  readonly blocks: readonly Block[]
  readonly written: Variant
  /** The terms that the text links to, in the order of reading. */
  readonly terms: readonly ShownTerm[]
}

interface Glossary {
  readonly terms: ReadonlyMap<string, Term>
  readonly finder: TermFinder
}

const marks = { V: undefined, D: undefined, B: 'check', check: 'check', practice: 'practice', I: 'sample' } as const

/**
 * A text with the first occurrence of each term of the glossary linked. Looking for terms takes milliseconds:
 * whoever shows a text to many works this out once for every state of the content.
 */
export async function textWithTerms(
  app: App,
  text: { readonly blocks: readonly Block[]; readonly written: Variant },
  variant: Variant,
): Promise<TextWithTerms> {
  const { terms, finder } = await glossaryIn(app, text.written)
  const linked = linkTerms(text.blocks, finder)
  const say = sayIn(variant)
  const shown = linked.terms.flatMap((id): ShownTerm[] => {
    const term = terms.get(id)
    const mark = term && marks[term.mark]
    return term ? [{ id, name: say(term.term), definition: say(term.definition), ...(mark && { mark }) }] : []
  })
  return { blocks: linked.blocks, written: text.written, terms: shown }
}

async function glossaryIn(app: App, variant: Variant): Promise<Glossary> {
  const generation = await contentGeneration(app.db)
  const place = app.memo.get<{ glossary?: Glossary }>(`library/terms/${generation}/${variant}`, () => ({}))
  if (!place.glossary) {
    const terms = await allTerms(app.db)
    place.glossary = { terms: new Map(terms.map((term) => [term.id, term])), finder: termFinder(terms, variant) }
  }
  return place.glossary
}
