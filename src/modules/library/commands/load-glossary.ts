import type { TermSource } from '@putokaz/manuscript'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { termOf } from '../domain/term.ts'
import { replaceTerms } from '../store.ts'

/** Puts the whole glossary in place of the one before, in the caller's transaction; true when something changed. */
export async function loadGlossary(app: App, tx: Tx, terms: readonly TermSource[]): Promise<boolean> {
  const changed = await replaceTerms(tx, terms.map(termOf))
  if (changed) {
    await contentChanged(tx)
    await tell(app, tx, [{ kind: 'library.glossary-changed', body: {} }])
  }
  return changed
}
