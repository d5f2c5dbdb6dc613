import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { dayOf } from '../domain/state.ts'
import { endingBetween, noteEnding } from '../ending-store.ts'

/** So long before its last day a person hears that her certificate runs out. */
const noticeDays = 60

/** Tells of certificates that run out soon, of each once; says how many. */
export function tellEnding(app: App): Promise<number> {
  return app.db.transact(async (tx) => {
    const now = app.now()
    const [today, last] = [dayOf(now), dayOf(new Date(now.getTime() + noticeDays * 86_400_000))]
    const certificates = await noteEnding(tx, await endingBetween(tx, today, last), now)
    if (certificates.length > 0) await tell(app, tx, [{ kind: 'certificates.validity-ending', body: { certificates } }])
    return certificates.length
  })
}
