import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { dropAllSecretsOf, lockPeople, setMerged } from '../desk-store.ts'
import { type MergeRefusal, mayUndoMerge, whyNotMerge } from '../domain/merge.ts'
import { survivorOf } from '../queries/same-person.ts'
import { endSessionsOf } from '../store.ts'
import { type Desk, doer, isLastAdmin, mayManage } from './manage-people.ts'

/**
 * Lets one account stand for another of the same person. Nothing is moved: whoever reads what a person has asks `personIds`, and
 * whoever signs in to the merged account enters the one that stands for it. So undoing is as simple as doing.
 */
export function mergePeople(app: App, given: { desk: Desk; survivor: string; merged: string }): Promise<Result<null, MergeRefusal>> {
  const { desk, survivor, merged } = given
  return app.db.transact(async (tx): Promise<Result<null, MergeRefusal>> => {
    if (!mayManage(desk)) return refuse('not-allowed')
    const rows = await lockPeople(tx, [survivor, merged])
    const [into, from] = [rows.find(({ id }) => id === survivor), rows.find(({ id }) => id === merged)]
    const no = whyNotMerge(into, from, desk === 'terminal' ? null : desk.id)
    if (no) return refuse(no)
    if (await isLastAdmin(app, tx, merged)) return refuse('last-admin')
    await setMerged(tx, merged, { into: survivor, at: app.now() })
    await endSessionsOf(tx, merged)
    await dropAllSecretsOf(tx, merged)
    await noteDeed(app, tx, { deed: 'people.merged', by: doer(desk), about: survivor, on: `person:${merged}` })
    return done(null)
  })
}

/** Lets a merged account stand for itself again, as it was: its roles, records and ways in are its own. */
export function undoMerge(app: App, given: { desk: Desk; merged: string }): Promise<Result<null, MergeRefusal | 'too-late'>> {
  return app.db.transact(async (tx): Promise<Result<null, MergeRefusal | 'too-late'>> => {
    if (!mayManage(given.desk)) return refuse('not-allowed')
    const [row] = await lockPeople(tx, [given.merged])
    if (!row?.merged_into || !row.merged_at) return refuse('nobody')
    if (!mayUndoMerge(row.merged_at, app.now())) return refuse('too-late')
    await setMerged(tx, row.id, null)
    // Whoever came in by the merged account since then has a session of the other one.
    const survivor = await survivorOf(tx, row.merged_into)
    await endSessionsOf(tx, survivor)
    for (const person of [survivor, row.id]) await tell(app, tx, [{ kind: 'people.merge-undone', body: { person } }])
    await noteDeed(app, tx, { deed: 'people.merge-undone', by: doer(given.desk), about: row.merged_into, on: `person:${row.id}` })
    return done(null)
  })
}
