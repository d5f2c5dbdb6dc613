import { createHash } from 'node:crypto'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { putCard } from '../card-store.ts'
import { cardOf, type WrittenCard } from '../domain/card.ts'

/** Publishes the pocket card of an area in the caller's transaction, in place of the one before. */
export async function publishCard(app: App, tx: Tx, written: WrittenCard): Promise<{ changed: boolean }> {
  const card = cardOf(written)
  const digest = createHash('sha256').update(JSON.stringify(card)).digest('hex')
  const changed = await putCard(tx, { card, digest }, app.now())
  if (changed) {
    await contentChanged(tx)
    await tell(app, tx, [{ kind: 'library.card-published', body: { area: card.area } }])
  }
  return { changed }
}
