import { scriptOf, toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { alphabets, byLetter, type Letter } from '../domain/alphabet.ts'
import type { Term } from '../domain/term.ts'
import { allTerms } from '../store.ts'
import { type Said, sayIn } from './said.ts'

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

const marks = { V: undefined, D: undefined, B: 'check', check: 'check', practice: 'practice', I: 'sample' } as const

/** The glossary in the order of the reader's alphabet. */
export async function glossaryPage(app: App, variant: Variant): Promise<GlossaryPage> {
  const terms = await allTerms(app.db)
  const entries = terms.map((term) => entryOf(term, variant))
  return { count: entries.length, letters: byLetter(entries, ({ term }) => term.text, alphabets[variant]) }
}

function entryOf({ id, term, also, definition, mark }: Term, variant: Variant): GlossaryEntry {
  const say = sayIn(variant)
  const forms = (['sr-Cyrl', 'sr-Latn', 'en'] as const).map((form) => ({ lang: form, ...sayIn(form)(term) }))
  const shownMark = marks[mark]
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
