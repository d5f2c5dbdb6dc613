import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { findPeople, type GivenGrant, grantsOf, type ListedPerson, mergedInto, type PersonState, sessionsSeen, stateOfPerson } from '../desk-store.ts'
import { mayUndoMerge, undoUntil } from '../domain/merge.ts'
import { partsOf } from '../domain/name-key.ts'
import type { Role } from '../domain/roles.ts'
import { factorsOf } from '../factor-store.ts'
import { linksOf } from '../sign-on-store.ts'
import { findPerson } from '../store.ts'

export const peopleOnPage = 25

/** People whose name, login or place holds every part of what was typed, in any script, a page at a time. */
export async function deskPeople(
  db: Db,
  { query, role, state, page }: { query: string; role: Role | null; state: PersonState | null; page: number },
): Promise<{ people: ListedPerson[]; total: number; pages: number }> {
  const parts = partsOf(query.slice(0, 200)).slice(0, 8)
  const { people, total } = await findPeople(db, { parts, role, state, offset: (page - 1) * peopleOnPage, limit: peopleOnPage })
  return { people, total, pages: Math.max(1, Math.ceil(total / peopleOnPage)) }
}

export interface DeskPerson {
  readonly id: PersonId
  readonly login: string
  readonly email: string | null
  readonly emailConfirmed: boolean
  readonly name: string
  readonly place: string | null
  readonly variant: Variant
  readonly state: PersonState
  readonly createdAt: Date
  readonly hasPassword: boolean
  readonly grants: readonly GivenGrant[]
  readonly sessions: { readonly count: number; readonly lastSeenAt: Date | null }
  readonly signOns: readonly string[]
  readonly factors: { readonly app: boolean; readonly passkeys: number }
  /** The account that stands for this one. */
  readonly mergedInto: { readonly id: string; readonly name: string; readonly undoUntil: Date; readonly mayUndo: boolean } | null
  readonly merged: readonly { readonly id: string; readonly name: string; readonly undoUntil: Date; readonly mayUndo: boolean }[]
}

/** An account as an administrator sees it: never a secret, never what she answered. */
export async function deskPerson(app: App, id: string): Promise<DeskPerson | null> {
  const { db } = app
  const row = await findPerson(db, id)
  if (!row) return null
  const undo = (mergedAt: Date | null) => ({
    undoUntil: undoUntil(mergedAt ?? row.created_at),
    mayUndo: mergedAt !== null && mayUndoMerge(mergedAt, app.now()),
  })
  const into = row.merged_into === null ? undefined : await findPerson(db, row.merged_into)
  return {
    id: row.id as PersonId,
    login: row.login,
    email: row.email,
    emailConfirmed: row.email_confirmed_at !== null,
    name: row.display_name,
    place: row.place,
    variant: row.variant,
    state: (await stateOfPerson(db, id)) ?? 'active',
    createdAt: row.created_at,
    hasPassword: row.password_hash !== null,
    grants: await grantsOf(db, id),
    sessions: await sessionsSeen(db, id),
    factors: await factorsOf(db, id),
    signOns: (await linksOf(db, id)).map(({ provider }) => provider),
    mergedInto: into ? { id: into.id, name: into.display_name, ...undo(row.merged_at) } : null,
    merged: (await mergedInto(db, id)).map((one) => ({ id: one.id, name: one.display_name, ...undo(one.merged_at) })),
  }
}

/** Other accounts that carry the same name, however it is written: the first that come to mind when two are one person. */
export async function mergeCandidates(db: Db, person: { id: string; name: string }): Promise<ListedPerson[]> {
  const { people } = await findPeople(db, { parts: partsOf(person.name), role: null, state: null, offset: 0, limit: 20 })
  return people.filter(({ id, state }) => id !== person.id && state !== 'merged')
}
