import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type Scope, type SignedIn, wholeCentre } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { addChange, lastVersion } from '../change-store.ts'
import { changesBetween, type FieldChange } from '../domain/changes.ts'
import type { Entries, EntryKind, Facility, Institution, Post } from '../domain/entry.ts'
import { type Fault, fault, faultsOf, type Known } from '../domain/faults.ts'
import { chainUp, type Parents } from '../domain/tree.ts'
import { whatIsKnown } from '../queries/known.ts'
import { findEntry, type Kept, lockRegister } from '../store.ts'
import { writeEntry } from '../write-entry.ts'

export interface EntryChange<K extends EntryKind = EntryKind> {
  readonly by: SignedIn
  readonly kind: K
  readonly entry: Entries[K]
  /** The version that was seen; 0 for an entry that is to be new. */
  readonly seen: number
  /** The change that this one takes back. */
  readonly undoes?: string
}

export type SaveRefusal<K extends EntryKind = EntryKind> =
  | { readonly reason: 'not-allowed' }
  | { readonly reason: 'faulty'; readonly faults: readonly Fault[] }
  /** Somebody changed or removed it meanwhile: what is there now, and its version. */
  | { readonly reason: 'changed-meanwhile'; readonly now: Entries[K] | null; readonly version: number }

export interface Saved {
  readonly version: number
  readonly changes: readonly FieldChange[]
}

/** Adds or changes an institution, unit, facility or post, and keeps what was there before. */
export function saveEntry<K extends EntryKind>(app: App, change: EntryChange<K>): Promise<Result<Saved, SaveRefusal<K>>> {
  return app.db.transact((tx) => saveEntryIn(app, tx, change), { commandId: app.newId() })
}

/** The same within a transaction that does more. */
export async function saveEntryIn<K extends EntryKind>(app: App, tx: Tx, change: EntryChange<K>): Promise<Result<Saved, SaveRefusal<K>>> {
  const { kind, entry } = change
  await lockRegister(tx)
  const known = await whatIsKnown(tx)
  const kept = await findEntry(tx, kind, entry.code)
  const refusal = refusalOf(change, kept, known)
  if (refusal) return refuse(refusal)
  const changes = changesBetween(kind, kept?.entry ?? null, entry)
  if (kept && changes.length === 0) return done({ version: kept.version, changes })
  return done({ version: await keepChange(app, tx, change, kept), changes })
}

function refusalOf<K extends EntryKind>({ by, kind, entry, seen }: EntryChange<K>, kept: Kept<K> | undefined, known: Known): SaveRefusal<K> | null {
  if (!maySave(by, placesOf(kind, kept?.entry ?? null, entry), known.parents)) return { reason: 'not-allowed' }
  if (seen === 0 && kept) return { reason: 'faulty', faults: [fault('code', 'taken')] }
  if (seen !== 0 && kept?.version !== seen) return { reason: 'changed-meanwhile', now: kept?.entry ?? null, version: kept?.version ?? 0 }
  const faults = faultsOf(kind, entry, known)
  return faults.length > 0 ? { reason: 'faulty', faults } : null
}

/** Writes the entry, what was there before, the deed and the fact; gives the new version. */
async function keepChange<K extends EntryKind>(app: App, tx: Tx, change: EntryChange<K>, kept: Kept<K> | undefined): Promise<number> {
  const { by, kind, entry, undoes = null } = change
  const { code } = entry
  const version = Math.max(kept?.version ?? 0, await lastVersion(tx, kind, code)) + 1
  const what = kept ? 'changed' : 'added'
  await writeEntry(tx, kind, entry, { version, origin: 'edited' })
  const row = { id: app.newId(), at: app.now(), by_person: by.id, kind, code, version, what } as const
  await addChange(tx, { ...row, before: kept?.entry ?? null, after: entry, undoes })
  await tellOfChange(app, tx, { by: by.id, kind, code, version, what: undoes ? 'taken-back' : what })
  return version
}

interface Told {
  readonly by: PersonId
  readonly kind: EntryKind
  readonly code: string
  readonly version: number
  readonly what: 'added' | 'changed' | 'removed' | 'taken-back'
}

export async function tellOfChange(app: App, tx: Tx, { by, kind, code, version, what }: Told): Promise<void> {
  await noteDeed(app, tx, { deed: `institutions.entry-${what}`, by, on: `${kind}:${code}`, detail: { version } })
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'institutions.changed', body: {} }])
}

/** Whether somebody may edit at each of these places. */
export function maySave(by: SignedIn, places: readonly Scope[], parents: Parents): boolean {
  return places.every((place) => may(by, 'edit-institutions', place === wholeCentre ? [] : chainUp(parents, place)))
}

/** The places that a change touches: who makes it needs the right at all of them. What has no place above it is the whole centre's. */
export function placesOf<K extends EntryKind>(kind: K, before: Entries[K] | null, after: Entries[K]): readonly Scope[] {
  if (kind === 'institution') return institutionPlaces(before as Institution | null, after as Institution)
  return [before, after].flatMap((entry) => (entry === null ? [] : placesOfOther(entry as Facility | Post)))
}

function placesOfOther(entry: Facility | Post): readonly Scope[] {
  if ('institution' in entry) return [entry.institution]
  return entry.institutions.length > 0 ? entry.institutions : [wholeCentre]
}

/** Its own, and where it comes from and goes to when it is moved. */
function institutionPlaces(before: Institution | null, after: Institution): readonly Scope[] {
  const above = ({ parent = wholeCentre }: Institution) => parent
  if (before === null) return [above(after)]
  return above(before) === above(after) ? [before.code] : [before.code, above(before), above(after)]
}
