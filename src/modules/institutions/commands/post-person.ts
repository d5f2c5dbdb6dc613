import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { dayBefore } from '../domain/day.ts'
import { type Fault, fault } from '../domain/faults.ts'
import { overlap, type Tenure, tenureFaults } from '../domain/tenure.ts'
import { placeChain } from '../place-store.ts'
import { addPosting, changePosting, findPosting, type PostingRow, postingRows } from '../posting-store.ts'
import { wasPostedIn } from '../queries/people-at.ts'
import { findEntry, lockRegister } from '../store.ts'
import { keepTenureChange } from '../tenure-store.ts'

export interface NewPosting extends Tenure {
  readonly by: SignedIn
  readonly person: string
  readonly post: string
  /** The institution or unit where she works. */
  readonly place: string
  /** Ends what she held until then the day before: she moves. */
  readonly moves?: boolean
}

export type PostingRefusal = { readonly reason: 'not-allowed' } | { readonly reason: 'faulty'; readonly faults: readonly Fault[] }

/**
 * Writes that a person holds a post somewhere. Her account, learning and certificates are hers wherever she works. Whoever answers for
 * some places only moves her own people within them; one from elsewhere is to her as if there were no such login.
 */
export async function postPerson(app: App, tx: Tx, given: NewPosting): Promise<Result<{ id: string }, PostingRefusal>> {
  const { by, person, post, place, from, to } = given
  await lockRegister(tx)
  const chain = await placeChain(tx, place)
  if (!may(by, 'edit-institutions', chain)) return refuse({ reason: 'not-allowed' })
  const own = await postingRows(tx, { person })
  const isTheirs = await wasPostedIn(tx, scopesFor(by, 'edit-institutions'), person)
  const faults = [
    ...(isTheirs ? [] : [fault('login', 'unknown')]),
    ...(chain.length === 0 ? [fault('place', 'unknown')] : []),
    ...((await findEntry(tx, 'post', post)) ? [] : [fault('post', post === '' ? 'missing' : 'unknown')]),
    ...tenureFaults(given),
    ...(own.some((row) => row.post === post && row.place === place && overlap(tenureOf(row), given)) ? [fault('from', 'overlap')] : []),
  ]
  if (faults.length > 0) return refuse({ reason: 'faulty', faults })
  if (given.moves) await endOthers(app, tx, given, own)
  const id = app.newId()
  const row = { id, person, post, place, from_day: from, to_day: to ?? null, noted_at: app.now(), noted_by: by.id }
  await addPosting(tx, row)
  await keepTenureChange(app, tx, { kind: 'posting', by: by.id, before: null, after: row })
  await noteDeed(app, tx, { deed: 'institutions.person-posted', by: by.id, about: person, on: `posting:${id}`, detail: { post, place, from, to: to ?? null } })
  return done({ id })
}

/** What she holds where the same person may decide, and would last longer, ends the day before. */
async function endOthers(app: App, tx: Tx, { by, person, from }: NewPosting, own: readonly PostingRow[]): Promise<void> {
  const day = dayBefore(from)
  for (const row of own.filter((one) => one.from_day < from && (one.to_day === null || one.to_day >= from))) {
    if (!may(by, 'edit-institutions', await placeChain(tx, row.place))) continue
    await changeHeld(app, tx, { by, row, change: { to_day: day } })
    await noteDeed(app, tx, { deed: 'institutions.posting-ended', by: by.id, about: person, on: `posting:${row.id}`, detail: { to: day } })
  }
}

/** Ends a posting on a day, or moves its end; it is never deleted. */
export async function endPosting(app: App, tx: Tx, given: { by: SignedIn; id: string; to: string }): Promise<Result<null, PostingRefusal>> {
  const { by, id, to } = given
  await lockRegister(tx)
  const row = await findPosting(tx, id)
  if (!row || !may(by, 'edit-institutions', await placeChain(tx, row.place))) return refuse({ reason: 'not-allowed' })
  const others = (await postingRows(tx, { person: row.person })).filter((one) => one.id !== id && one.post === row.post && one.place === row.place)
  const faults = [
    ...tenureFaults({ from: row.from_day, to }),
    ...(others.some((one) => overlap(tenureOf(one), { from: row.from_day, to })) ? [fault('to', 'overlap')] : []),
  ]
  if (faults.length > 0) return refuse({ reason: 'faulty', faults })
  await changeHeld(app, tx, { by, row, change: { to_day: to } })
  await noteDeed(app, tx, { deed: 'institutions.posting-ended', by: by.id, about: row.person, on: `posting:${id}`, detail: { to, before: row.to_day } })
  return done(null)
}

/** Says at last in which post somebody works whose posting had none. */
export async function sayPost(app: App, tx: Tx, given: { by: SignedIn; id: string; post: string }): Promise<Result<null, PostingRefusal>> {
  const { by, id, post } = given
  await lockRegister(tx)
  const row = await findPosting(tx, id)
  if (!row || !may(by, 'edit-institutions', await placeChain(tx, row.place))) return refuse({ reason: 'not-allowed' })
  const others = (await postingRows(tx, { person: row.person })).filter((one) => one.id !== id && one.post === post && one.place === row.place)
  const faults = [
    ...(row.post === null ? [] : [fault('post', 'fixed')]),
    ...((await findEntry(tx, 'post', post)) ? [] : [fault('post', post === '' ? 'missing' : 'unknown')]),
    ...(others.some((one) => overlap(tenureOf(one), tenureOf(row))) ? [fault('post', 'overlap')] : []),
  ]
  if (faults.length > 0) return refuse({ reason: 'faulty', faults })
  await changeHeld(app, tx, { by, row, change: { post } })
  await noteDeed(app, tx, { deed: 'institutions.post-said', by: by.id, about: row.person, on: `posting:${id}`, detail: { post } })
  return done(null)
}

interface HeldChange {
  readonly by: SignedIn
  readonly row: PostingRow
  readonly change: Partial<Pick<PostingRow, 'post' | 'to_day'>>
}

async function changeHeld(app: App, tx: Tx, { by, row, change }: HeldChange): Promise<void> {
  await changePosting(tx, row.id, change)
  await keepTenureChange(app, tx, { kind: 'posting', by: by.id, before: row, after: { ...row, ...change } })
}

function tenureOf({ from_day, to_day }: Pick<PostingRow, 'from_day' | 'to_day'>): Tenure {
  return { from: from_day, ...(to_day !== null && { to: to_day }) }
}
