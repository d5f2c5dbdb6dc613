import type { Variant } from '#kernel/localized.ts'
import { type TermNotes, termNotesOf } from '#modules/library/domain/term-notes.ts'
import type { Term } from '#modules/library/index.ts'

const made = new WeakMap<readonly Term[], Map<Variant, TermNotes>>()

/** The glossary ready to be looked up, made once for each kept glossary and language. */
export function notesFor(terms: readonly Term[], written: Variant): TermNotes {
  const own = made.get(terms) ?? new Map<Variant, TermNotes>()
  made.set(terms, own)
  const notes = own.get(written) ?? termNotesOf(terms, written)
  own.set(written, notes)
  return notes
}
