import { noteDeed } from '#modules/audit/index.ts'
import { personById, personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { placeChain } from '../place-store.ts'
import { addPosting, postingRows } from '../posting-store.ts'
import { lockRegister } from '../store.ts'
import { keepTenureChange, wasEverPosted } from '../tenure-store.ts'

/**
 * Writes that somebody works at a place from today, in a post not said yet. Whoever was ever posted there or below, under any of her
 * accounts, stays as she was: a coordinator knows better.
 */
export function postNewcomer(app: App, { person, place }: { person: string; place: string }): Promise<void> {
  return app.db.transact(async (tx) => {
    await lockRegister(tx)
    if (!(await personById(tx, person)) || (await placeChain(tx, place)).length === 0) return
    for (const account of await personIds(tx, person)) {
      if ((await postingRows(tx, { person: account, place })).length > 0 || (await wasEverPosted(tx, account, place))) return
    }
    const from = app.now().toISOString().slice(0, 10)
    const row = { id: app.newId(), person, post: null, place, from_day: from, to_day: null, noted_at: app.now(), noted_by: null }
    await addPosting(tx, row)
    await keepTenureChange(app, tx, { kind: 'posting', by: null, before: null, after: row })
    await noteDeed(app, tx, {
      deed: 'institutions.person-posted',
      by: 'program',
      about: person,
      on: `posting:${row.id}`,
      detail: { post: null, place, from, to: null },
    })
  })
}
