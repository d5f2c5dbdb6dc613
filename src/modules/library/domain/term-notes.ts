import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { type Said, sayIn } from './said.ts'
import type { Term } from './term.ts'
import { linkTerms, type TermFinder, termFinder } from './term-links.ts'

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

/** The glossary, ready to be looked up in texts of one variant. */
export interface TermNotes {
  readonly terms: ReadonlyMap<string, Term>
  readonly finder: TermFinder
}

/** Takes some milliseconds: keep what it gives. */
export function termNotesOf(terms: readonly Term[], written: Variant): TermNotes {
  return { terms: new Map(terms.map((term) => [term.id, term])), finder: termFinder(terms, written) }
}

/** How far a term may be relied on, as pages mark it. */
export const termMarks = { V: undefined, D: undefined, B: 'check', check: 'check', practice: 'practice', I: 'sample' } as const

/** A text with the first occurrence of each term of the glossary linked; the notes are those for the language of the text. */
export function withTermNotes(text: { readonly blocks: readonly Block[]; readonly written: Variant }, notes: TermNotes, variant: Variant): TextWithTerms {
  const linked = linkTerms(text.blocks, notes.finder)
  const say = sayIn(variant)
  const shown = linked.terms.flatMap((id): ShownTerm[] => {
    const term = notes.terms.get(id)
    const mark = term && termMarks[term.mark]
    return term ? [{ id, name: say(term.term), definition: say(term.definition), ...(mark && { mark }) }] : []
  })
  return { blocks: linked.blocks, written: text.written, terms: shown }
}
