import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { grantRole, may, type SignedIn, scopesFor, takeRole } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { fault } from '../domain/faults.ts'
import { isOver, type Tenure, tenureFaults } from '../domain/tenure.ts'
import { placeChain } from '../place-store.ts'
import { addFocalPoint, endFocalPointRow, findFocalPoint, focalPointRows } from '../posting-store.ts'
import { wasPostedIn } from '../queries/people-at.ts'
import { lockRegister } from '../store.ts'
import type { FocalDuty } from '../tables.ts'
import { keepTenureChange } from '../tenure-store.ts'
import type { PostingRefusal } from './post-person.ts'

export interface NewFocalPoint extends Tenure {
  readonly by: SignedIn
  readonly person: string
  readonly place: string
  readonly duty: FocalDuty
}

/** Names a focal point, or her alternate, for an institution or unit; her right there is granted for the same days at once. */
export async function nameFocalPoint(app: App, tx: Tx, given: NewFocalPoint): Promise<Result<{ id: string }, PostingRefusal>> {
  const { by, person, place, duty, from, to } = given
  await lockRegister(tx)
  const chain = await placeChain(tx, place)
  // A right is given by whoever answers for the whole centre, or by whoever edits above that place: never by herself to herself.
  if (!may(by, 'edit-institutions', chain) || by.id === person) return refuse({ reason: 'not-allowed' })
  const running = (await focalPointRows(tx, { person, place })).filter((row) => !isOver({ from: row.from_day, ...endOf(row) }, today(app)))
  const isTheirs = await wasPostedIn(tx, scopesFor(by, 'edit-institutions'), person)
  const faults = [
    ...(isTheirs ? [] : [fault('login', 'unknown')]),
    ...(chain.length === 0 ? [fault('place', 'unknown')] : []),
    ...tenureFaults(given),
    ...(running.length > 0 ? [fault('person', 'overlap')] : []),
  ]
  if (faults.length > 0) return refuse({ reason: 'faulty', faults })
  const id = app.newId()
  const row = { id, person, place, duty, from_day: from, to_day: to ?? null, noted_at: app.now(), noted_by: by.id }
  await addFocalPoint(tx, row)
  await keepTenureChange(app, tx, { kind: 'focal-point', by: by.id, before: null, after: row })
  await grantRole(tx, person, 'focal-point', { scope: place, from, to: to ?? null })
  await noteDeed(app, tx, {
    deed: 'institutions.focal-point-named',
    by: by.id,
    about: person,
    on: `institution:${place}`,
    detail: { duty, from, to: to ?? null },
  })
  await contentChanged(tx)
  return done({ id })
}

/** Ends a duty on a day; the right ends with it, at once when that day is past. */
export async function endFocalPoint(app: App, tx: Tx, given: { by: SignedIn; id: string; to: string }): Promise<Result<null, PostingRefusal>> {
  const { by, id, to } = given
  await lockRegister(tx)
  const row = await findFocalPoint(tx, id)
  if (!row || !may(by, 'edit-institutions', await placeChain(tx, row.place))) return refuse({ reason: 'not-allowed' })
  const faults = tenureFaults({ from: row.from_day, to })
  if (faults.length > 0) return refuse({ reason: 'faulty', faults })
  const { person, place } = row
  const later = (await focalPointRows(tx, { person, place })).some((one) => one.id !== id && one.from_day > row.from_day)
  if (later) return refuse({ reason: 'faulty', faults: [fault('to', 'overlap')] })
  await endFocalPointRow(tx, id, to)
  await keepTenureChange(app, tx, { kind: 'focal-point', by: by.id, before: row, after: { ...row, to_day: to } })
  if (to < today(app)) await takeRole(tx, person, 'focal-point', place)
  else await grantRole(tx, person, 'focal-point', { scope: place, from: row.from_day, to })
  await noteDeed(app, tx, { deed: 'institutions.focal-point-ended', by: by.id, about: person, on: `institution:${place}`, detail: { to } })
  await contentChanged(tx)
  return done(null)
}

function endOf({ to_day }: { to_day: string | null }): { to?: string } {
  return to_day === null ? {} : { to: to_day }
}

function today(app: App): string {
  return app.now().toISOString().slice(0, 10)
}
