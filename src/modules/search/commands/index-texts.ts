import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { SearchText } from '#kernel/search-text.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Database, Db } from '#platform/db.ts'
import { countForms, indexed, type WordForm } from '../domain/indexed.ts'
import { threes } from '../domain/spelling.ts'
import { claimSource, replaceSource, type SourceContent } from '../store.ts'

/** Grows when the same text would be indexed otherwise than before. */
const analysis = 1

/**
 * Puts what a module says now in place of what it said before. The texts are read after the module's row is locked, so
 * that of two who index at once the later one has the newer texts.
 */
export async function indexTexts(db: Database, source: string, read: (db: Db) => Promise<readonly SearchText[]>): Promise<void> {
  await db.transact(async (tx) => {
    const before = await claimSource(tx, source)
    const texts = await read(tx)
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([analysis, texts]))
      .digest('base64url')
    if (fingerprint === before) return
    const items: SourceContent['items'][number][] = []
    const forms = new Map<string, WordForm>()
    for (const text of texts) {
      items.push({ text, ...indexed(text) })
      countForms(forms, text)
      // Others wait for the event loop too: a source may have thousands of texts.
      await setImmediate()
    }
    const words = Array.from(forms.values(), (form) => ({ ...form, threes: threes(form.folded) }))
    await replaceSource(tx, { source, fingerprint, items, words })
    await contentChanged(tx)
  })
}
