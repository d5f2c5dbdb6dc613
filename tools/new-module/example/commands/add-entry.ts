import type { PersonId } from '#kernel/id.ts'
import { done, type Result } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { decideEntry, type EntryRefusal } from '../domain/entry.ts'
import type { ExampleFact } from '../facts.ts'
import { countEntriesOf, saveEntry } from '../store.ts'

/** Adds an entry. The id comes in with the command, so that a repeat adds nothing. */
export function addEntry(app: App, given: { id: string; person: PersonId; title: string }): Promise<Result<{ id: string }, EntryRefusal>> {
  return app.db.transact(async (tx) => {
    const already = await countEntriesOf(tx, given.person)
    const decision = decideEntry(given, already)
    if (!decision.ok) return decision
    const isNew = await saveEntry(tx, { id: given.id, person: given.person, title: decision.value.title, added_at: app.now() })
    const fact: ExampleFact = { kind: 'example.entry-added', body: { entry: given.id } }
    if (isNew) await tell(app, tx, [fact])
    return done({ id: given.id })
  })
}
