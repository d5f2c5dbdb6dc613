import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { grantRole, may, type SignedIn, takeRole } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { undoDays } from '../domain/changes.ts'
import { isOver, overlap, type Tenure } from '../domain/tenure.ts'
import { placeChain } from '../place-store.ts'
import {
  addFocalPoint,
  addPosting,
  changePosting,
  dropTenure,
  endFocalPointRow,
  type FocalPointRow,
  findFocalPoint,
  findPosting,
  focalPointRows,
  type PostingRow,
  postingRows,
} from '../posting-store.ts'
import { findEntry, lockRegister } from '../store.ts'
import type { TenureChangeRow, TenureKind } from '../tables.ts'
import { findTenureChange, keepTenureChange, lastVersionOf } from '../tenure-store.ts'

/** `in-the-way`: what would come back meets a later posting or duty, or its post is gone from the register. */
export type TenureUndoRefusal = 'not-allowed' | 'changed-meanwhile' | 'too-late' | 'in-the-way'

export interface TenureUndo {
  readonly by: SignedIn
  readonly kind: TenureKind
  /** The change to take back. */
  readonly id: string
}

/** Takes the last change of a posting or a duty back by a change of its own, within thirty days; a right goes or comes back with it at once. */
export function undoTenure(app: App, given: TenureUndo): Promise<Result<null, TenureUndoRefusal>> {
  return app.db.transact((tx) => undoIn(app, tx, given), { commandId: app.newId() })
}

async function undoIn(app: App, tx: Tx, { by, kind, id }: TenureUndo): Promise<Result<null, TenureUndoRefusal>> {
  await lockRegister(tx)
  const change = await findTenureChange(tx, id)
  if (change?.kind !== kind || !may(by, 'edit-institutions', await placeChain(tx, change.place))) return refuse('not-allowed')
  // A right is never given by herself to herself, by taking its end back neither.
  if (kind === 'focal-point' && by.id === change.person) return refuse('not-allowed')
  if (change.version !== (await lastVersionOf(tx, change.tenure))) return refuse('changed-meanwhile')
  if (app.now().getTime() - change.at.getTime() > undoDays * 86_400_000) return refuse('too-late')
  if (!(await (kind === 'posting' ? restorePosting(app, tx, by, change) : restoreDuty(app, tx, by, change)))) return refuse('in-the-way')
  const deed = kind === 'posting' ? 'institutions.posting-undone' : 'institutions.focal-point-undone'
  await noteDeed(app, tx, { deed, by: by.id, about: change.person, on: `${kind}:${change.tenure}`, detail: { change: id } })
  return done(null)
}

/** False when something stands in the way. */
async function restorePosting(app: App, tx: Tx, by: SignedIn, { id, tenure, person, place, before }: TenureChangeRow): Promise<boolean> {
  const now = (await findPosting(tx, tenure)) ?? null
  const { post = null, from = '', to = null } = before ?? {}
  const after = before && { id: tenure, person, place, post, from_day: from, to_day: to, noted_at: app.now(), noted_by: by.id }
  if (after && (await isInTheWay(tx, after))) return false
  if (!after) await dropTenure(tx, 'posting', tenure)
  else if (now) await changePosting(tx, tenure, { post, to_day: to })
  else await addPosting(tx, after)
  await keepTenureChange(app, tx, { kind: 'posting', by: by.id, before: now, after, undoes: id })
  return true
}

async function isInTheWay(tx: Tx, after: PostingRow): Promise<boolean> {
  if (after.post !== null && !(await findEntry(tx, 'post', after.post))) return true
  const others = (await postingRows(tx, { person: after.person })).filter(
    ({ id, post, place }) => id !== after.id && post === after.post && place === after.place,
  )
  return others.some((one) => overlap(tenureOf(one), tenureOf(after)))
}

async function restoreDuty(app: App, tx: Tx, by: SignedIn, { id, tenure, person, place, before }: TenureChangeRow): Promise<boolean> {
  const now = (await findFocalPoint(tx, tenure)) ?? null
  const { duty = 'focal-point', from = '', to = null } = before ?? {}
  const after = before && { id: tenure, person, place, duty, from_day: from, to_day: to, noted_at: app.now(), noted_by: by.id }
  const others = (await focalPointRows(tx, { person, place })).filter((one) => one.id !== tenure)
  if (after && others.some((one) => overlap(tenureOf(one), tenureOf(after)))) return false
  if (!after) await dropTenure(tx, 'focal_point', tenure)
  else if (now) await endFocalPointRow(tx, tenure, to)
  else await addFocalPoint(tx, after)
  await keepTenureChange(app, tx, { kind: 'focal-point', by: by.id, before: now, after, undoes: id })
  await rightAsDuty(app, tx, { person, place, duties: after ? [after, ...others] : others })
  await contentChanged(tx)
  return true
}

interface Duties {
  readonly person: string
  readonly place: string
  readonly duties: readonly FocalPointRow[]
}

/** The right holds for the days of the duty that is not over, and for none when all are. */
async function rightAsDuty(app: App, tx: Tx, { person, place, duties }: Duties): Promise<void> {
  const today = app.now().toISOString().slice(0, 10)
  const lasting = duties.find((one) => !isOver(tenureOf(one), today))
  if (lasting) await grantRole(tx, person, 'focal-point', { scope: place, from: lasting.from_day, to: lasting.to_day })
  else await takeRole(tx, person, 'focal-point', place)
}

function tenureOf({ from_day, to_day }: { from_day: string; to_day: string | null }): Tenure {
  return { from: from_day, ...(to_day !== null && { to: to_day }) }
}
