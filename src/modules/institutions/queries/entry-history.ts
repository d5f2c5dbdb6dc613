import type { PersonId } from '#kernel/id.ts'
import type { Db } from '#platform/db.ts'
import { changesOf } from '../change-store.ts'
import { changesBetween, type FieldChange, undoDays } from '../domain/changes.ts'
import type { Entries, EntryKind } from '../domain/entry.ts'

/** One line of an entry's history: who changed what, when, and whether it can still be taken back. */
export interface EntryChangeLine {
  readonly id: string
  readonly at: Date
  readonly by: PersonId | null
  readonly version: number
  readonly what: 'added' | 'changed' | 'removed'
  readonly takesBack: boolean
  readonly undoable: boolean
  readonly changes: readonly FieldChange[]
}

/** The history of an entry, the last change first. */
export async function entryHistory<K extends EntryKind>(db: Db, { kind, code, now }: { kind: K; code: string; now: Date }): Promise<EntryChangeLine[]> {
  const rows = await changesOf(db, kind, code)
  return rows.map(({ id, at, by_person, version, what, undoes, before, after }, order) => ({
    ...{ id, at, by: by_person as PersonId | null, version, what, takesBack: undoes !== null },
    undoable: order === 0 && now.getTime() - at.getTime() <= undoDays * 86_400_000,
    changes: changesBetween(kind, before as Entries[K] | null, after as Entries[K] | null),
  }))
}

/** What others changed since somebody saw a version. */
export async function changesSince(db: Db, kind: EntryKind, given: { code: string; seen: number }): Promise<FieldChange[]> {
  const later = (await changesOf(db, kind, given.code)).filter(({ version }) => version > given.seen)
  const [last, first] = [later.at(0), later.at(-1)]
  if (!first || !last) return []
  return changesBetween(kind, first.before as Entries[typeof kind] | null, last.after as Entries[typeof kind] | null)
}
