import type { Fact } from '#kernel/fact.ts'
import type { App } from './app.ts'
import { type Tx, writing } from './db.ts'

export interface FactTables {
  fact: { id: string; kind: string; body: string; recorded_at: Date }
}

/** What a module does on hearing a fact. It re-reads the present state, is right in any order, and may run more than once. */
export interface Reaction {
  /** `search.index-course`: the module and the deed. */
  readonly name: string
  readonly hears: string
  /** Takes seconds and can wait: it never holds up what is quick. */
  readonly slow?: true
  /** `occasion` names this hearing and is the same when it runs again. */
  react(app: App, body: Fact['body'], occasion: string): Promise<void>
}

/** Writes facts, and the jobs of those who hear them, in the transaction of the change they tell of. */
export async function tell(app: App, tx: Tx, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ kind, body }) => ({ id: app.newId(), kind, body: JSON.stringify(body), recorded_at: app.now() }))
  await writing<FactTables>(tx).insertInto('fact').values(rows).execute()
  await app.jobs.enqueue(tx, facts)
}
