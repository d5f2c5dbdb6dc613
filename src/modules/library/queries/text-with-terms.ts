import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { type TermNotes, type TextWithTerms, termNotesOf, withTermNotes } from '../domain/term-notes.ts'
import { allTerms } from '../store.ts'

/**
 * A text with the first occurrence of each term of the glossary linked. Looking for terms takes milliseconds:
 * whoever shows a text to many works this out once for every state of the content.
 */
export async function textWithTerms(
  app: App,
  text: { readonly blocks: readonly Block[]; readonly written: Variant },
  variant: Variant,
): Promise<TextWithTerms> {
  return withTermNotes(text, await termNotes(app, text.written), variant)
}

/** The present glossary, ready for texts written in a variant. */
export async function termNotes(app: App, written: Variant): Promise<TermNotes> {
  const generation = await contentGeneration(app.db)
  const place = app.memo.get<{ notes?: TermNotes }>(`library/terms/${generation}/${written}`, () => ({}))
  place.notes ??= termNotesOf(await allTerms(app.db), written)
  return place.notes
}
