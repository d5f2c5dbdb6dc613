import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { isLastAdmin, personById, personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { addErasure, changeErasure, dueErasures, erasureOf, findErasure, oneErasureAtATime } from '../store.ts'
import { addTombstone, tombstones } from '../tombstones.ts'

/** How long a person may think better of it. */
export const undoDays = 7

export type EraseRefusal = 'nobody' | 'asked-already' | 'last-admin'

/** Sets the day on which a person is taken out; until then it can be undone, and she is told by letter. */
export function askErasure(app: App, given: { person: PersonId; by: PersonId }): Promise<Result<{ due: Date }, EraseRefusal>> {
  const { person, by } = given
  return app.db.transact(async (tx) => {
    await oneErasureAtATime(tx)
    if (!(await personById(tx, person))) return refuse('nobody')
    if (await erasureOf(tx, person)) return refuse('asked-already')
    if (await isLastAdminAmong(app, tx, await personIds(tx, person))) return refuse('last-admin')
    const [id, now] = [app.newId(), app.now()]
    const due = new Date(now.getTime() + undoDays * 86_400_000)
    await addErasure(tx, { id, person, asked_by: by, asked_at: now, due_at: due, undone_at: null, done_at: null })
    await noteDeed(app, tx, { deed: 'reports.erasure-asked', by, ...(by !== person && { about: person }) })
    await tell(app, tx, [{ kind: 'reports.erasure-asked', body: { person, erasure: id } }])
    return done({ due })
  })
}

/** A centre without an administrator is nobody's. */
async function isLastAdminAmong(app: App, tx: Tx, accounts: readonly PersonId[]): Promise<boolean> {
  for (const account of accounts) if (await isLastAdmin(app, tx, account)) return true
  return false
}

export function undoErasure(app: App, given: { person: PersonId; by: PersonId }): Promise<Result<null, 'nothing-to-undo'>> {
  const { person, by } = given
  return app.db.transact(async (tx) => {
    await oneErasureAtATime(tx)
    const erasure = await erasureOf(tx, person)
    if (!erasure || erasure.done_at) return refuse('nothing-to-undo')
    await changeErasure(tx, erasure.id, { undone_at: app.now() })
    await noteDeed(app, tx, { deed: 'reports.erasure-undone', by, ...(by !== person && { about: person }) })
    return done(null)
  })
}

/** Lets every erasure whose day has come be carried out as a job of its own. */
export async function carryOutDueErasures(app: App): Promise<void> {
  const due = await dueErasures(app.db, app.now())
  if (due.length === 0) return
  await app.db.transact((tx) =>
    tell(
      app,
      tx,
      due.map((erasure) => ({ kind: 'reports.erasure-due', body: { erasure } })),
    ),
  )
}

/** Takes a person out, if that still stands. Runs again without harm. */
export async function carryOutErasure(app: App, id: string): Promise<void> {
  await app.db.transact(async (tx) => {
    await oneErasureAtATime(tx)
    const erasure = await findErasure(tx, id)
    if (!erasure || erasure.undone_at || erasure.done_at || erasure.due_at > app.now()) return
    const person = erasure.person as PersonId
    const accounts = await personIds(tx, person)
    // The others may have gone since she asked, or in the same week: it waits until there is somebody else.
    if (await isLastAdminAmong(app, tx, accounts)) return app.log.warn('an erasure waits for another administrator', { erasure: id })
    // The tombstones come first: better one too many than a person who comes back.
    for (const account of accounts) await addTombstone(app, account)
    for (const account of accounts) await eraseAccount(app, tx, account)
    await changeErasure(tx, id, { done_at: app.now() })
    await noteDeed(app, tx, { deed: 'reports.person-erased', by: 'program', about: person })
  })
}

/** Every module lets go of one account. */
async function eraseAccount(app: App, tx: Tx, account: PersonId): Promise<void> {
  for (const part of app.personalData) await part.erase?.(app, tx, account)
}

export interface AppliedTombstones {
  /** People who were back and are out again. */
  readonly erased: number
  readonly total: number
  /** Lines that nothing proves to be this program's; they are obeyed all the same, since forgetting is the safer mistake. */
  readonly unproved: number
}

/** Takes out again whoever an older copy of the database brought back. Called after a restore, before anybody is let in. */
export async function applyTombstones(app: App): Promise<AppliedTombstones> {
  const all = await tombstones(app)
  let erased = 0
  for (const { person } of all) {
    const isBack = (await personById(app.db, person)) !== null
    await app.db.transact(async (tx) => {
      await oneErasureAtATime(tx)
      // An older copy may know other accounts as hers: exactly those that were erased go.
      await eraseAccount(app, tx, person)
      if (isBack) await noteDeed(app, tx, { deed: 'reports.person-erased', by: 'program', about: person, detail: { afterRestore: true } })
    })
    if (isBack) erased++
  }
  return { erased, total: all.length, unproved: all.filter(({ proved }) => !proved).length }
}
