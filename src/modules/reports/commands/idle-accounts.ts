import { noteDeed } from '#modules/audit/index.ts'
import { type IdleAccount, idleAccounts } from '#modules/people/index.ts'
import { centreSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { RetentionRule, Term } from '#platform/personal-data.ts'
import { monthsBefore } from '../domain/retention.ts'
import { addErasure, erasureOf, noteWarning, warningsOf } from '../store.ts'

const noticeDays = 30
const days = (count: number) => count * 86_400_000

/** Tells people, thirty days ahead, that their unused accounts may be taken out; each once for each time she fell silent. */
export async function warnIdleAccounts(app: App): Promise<void> {
  const now = app.now()
  const { retention } = await centreSettings(app.db)
  const soon = new Date(monthsBefore(now, retention.idleAccountMonths).getTime() + days(noticeDays))
  const [idle, warned] = await Promise.all([idleAccounts(app.db, soon), warningsOf(app.db)])
  for (const { person, lastOn } of idle) {
    const last = warned.get(person)
    if (last && last > lastOn) continue
    await app.db.transact(async (tx) => {
      await noteWarning(tx, person, now)
      await tell(app, tx, [{ kind: 'reports.account-idle', body: { person } }])
    })
  }
}

/** Accounts idle for the whole term whose owners were told a month ago and did not come. */
async function outlived(db: Db, { before, at }: Term): Promise<IdleAccount[]> {
  const [idle, warned] = await Promise.all([idleAccounts(db, before), warningsOf(db)])
  const latest = at.getTime() - days(noticeDays)
  return idle.filter(({ person, lastOn }) => {
    const told = warned.get(person)
    return told !== undefined && told > lastOn && told.getTime() <= latest
  })
}

/** An idle account goes as if its owner had asked for it, and as thoroughly. */
export const idleAccountRule: RetentionRule = {
  key: 'idleAccounts',
  term: 'idleAccountMonths',
  async count(db, term) {
    const found = await outlived(db, term)
    return { count: found.length, oldest: found[0]?.lastOn ?? null }
  },
  async remove(app, tx, term) {
    const now = app.now()
    for (const { person } of await outlived(tx, term)) {
      if (await erasureOf(tx, person)) continue
      const id = app.newId()
      await addErasure(tx, { id, person, asked_by: 'program', asked_at: now, due_at: now, undone_at: null, done_at: null })
      await noteDeed(app, tx, { deed: 'reports.erasure-asked', by: 'program', about: person })
      await tell(app, tx, [{ kind: 'reports.erasure-due', body: { erasure: id } }])
    }
  },
}
