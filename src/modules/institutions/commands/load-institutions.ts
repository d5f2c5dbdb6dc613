import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { changesBetween } from '../domain/changes.ts'
import type { Entries, EntryKind, Facility, Institution, Post, Terms } from '../domain/entry.ts'
import { everyEntry, type Kept, lockRegister } from '../store.ts'
import { writeEntry, writeTerms } from '../write-entry.ts'

export interface InstitutionRegister {
  readonly terms: Terms
  readonly institutions: readonly Institution[]
  readonly facilities: readonly Facility[]
  readonly posts: readonly Post[]
}

/** Puts the sample's entries in. Loading the same again changes nothing, and what somebody edited stays as she left it. */
export async function loadInstitutions(app: App, tx: Tx, register: InstitutionRegister): Promise<void> {
  await lockRegister(tx)
  await writeTerms(tx, register.terms)
  await loadEntries(tx, 'institution', register.institutions)
  await loadEntries(tx, 'facility', register.facilities)
  await loadEntries(tx, 'post', register.posts)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'institutions.changed', body: {} }])
}

async function loadEntries<K extends EntryKind>(tx: Tx, kind: K, entries: readonly Entries[K][]): Promise<void> {
  const known = new Map((await everyEntry(tx, kind)).map((kept): [string, Kept<K>] => [kept.entry.code, kept]))
  for (const [position, entry] of entries.entries()) {
    const kept = known.get(entry.code)
    if (kept?.origin === 'edited') continue
    const changed = kept === undefined || differs(kind, kept.entry, entry)
    if (changed) await writeEntry(tx, kind, entry, { position, origin: 'sample', version: (kept?.version ?? 0) + 1 })
  }
}

function differs<K extends EntryKind>(kind: K, before: Entries[K], after: Entries[K]): boolean {
  const remarks = (entry: Entries[K]) => JSON.stringify((entry as Partial<Facility>).remarks ?? null)
  return changesBetween(kind, before, after).length > 0 || remarks(before) !== remarks(after)
}
