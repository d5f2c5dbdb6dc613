import { scriptOf, toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import { alphabets, byLetter, type Letter } from './alphabet.ts'
import { type Said, sayIn } from './said.ts'
import type { Term } from './term.ts'
import { termMarks } from './term-notes.ts'

export interface GlossaryEntry {
  readonly id: string
  readonly term: Said
  /** The term in the two other forms. */
  readonly others: readonly Required<Said>[]
  readonly also: readonly Said[]
  readonly definition: Said
  readonly mark?: 'check' | 'practice' | 'sample'
}

export interface GlossaryPage {
  readonly count: number
  readonly letters: readonly Letter<GlossaryEntry>[]
}

/** The glossary in the order of the reader's alphabet. */
export function shownGlossary(terms: readonly Term[], variant: Variant): GlossaryPage {
  const entries = terms.map((term) => entryOf(term, variant))
  return { count: entries.length, letters: byLetter(entries, ({ term }) => term.text, alphabets[variant]) }
}

function entryOf({ id, term, also, definition, mark }: Term, variant: Variant): GlossaryEntry {
  const say = sayIn(variant)
  const forms = (['sr-Cyrl', 'sr-Latn', 'en'] as const).map((form) => ({ lang: form, ...sayIn(form)(term) }))
  const shownMark = termMarks[mark]
  return {
    id,
    term: say(term),
    others: forms.filter(({ lang }) => lang !== variant),
    also: alsoIn(variant, also),
    definition: say(definition),
    ...(shownMark && { mark: shownMark }),
  }
}

const abbreviation = /^[A-Z][A-Z0-9/-]+$/

/** Other words are written in one script only: each reader gets those of her language, and abbreviations. */
function alsoIn(variant: Variant, words: readonly string[]): Said[] {
  const latin = words.filter((word) => scriptOf(word) === 'latin')
  if (variant === 'en') return latin.map((text) => ({ text }))
  const own = words.filter((word) => scriptOf(word) !== 'latin').map((word) => ({ text: variant === 'sr-Latn' ? toLatin(word) : word }))
  return [...own, ...latin.filter((word) => abbreviation.test(word)).map((text): Said => ({ text, lang: 'en' }))]
}
