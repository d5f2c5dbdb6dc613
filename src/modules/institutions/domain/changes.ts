import type { Entries, EntryKind, Facility } from './entry.ts'
import { cellsOf } from './entry-cells.ts'
import { spellCellsOf } from './spell-cells.ts'

/** For so long a change can be taken back with one press; later it is changed again by hand. */
export const undoDays = 30

/** What became of one field. `row` counts the line of a facility's history, from 1. */
export interface FieldChange {
  readonly field: string
  readonly row?: number
  readonly before: string
  readonly after: string
}

/** The fields in which two states of an entry differ; all that were written when there was none before. */
export function changesBetween<K extends EntryKind>(kind: K, before: Entries[K] | null, after: Entries[K] | null): FieldChange[] {
  const changes = differing(before && cellsOf(kind, before), after && cellsOf(kind, after))
  return kind === 'facility' ? [...changes, ...lifeChanges(before as Facility | null, after as Facility | null)] : changes
}

function differing(before: Readonly<Record<string, string>> | null, after: Readonly<Record<string, string>> | null, row?: number): FieldChange[] {
  const fields = Object.keys(after ?? before ?? {})
  return fields
    .map((field) => ({ field, ...(row !== undefined && { row }), before: before?.[field] ?? '', after: after?.[field] ?? '' }))
    .filter((change) => change.before !== change.after)
}

function lifeChanges(before: Facility | null, after: Facility | null): FieldChange[] {
  const [old, now] = [before ? lifeOf(before) : [], after ? lifeOf(after) : []]
  const longer = old.length > now.length ? old : now
  return longer.flatMap((_, at) => differing(old[at] ?? null, now[at] ?? null, at + 1))
}

/** Rows of a life without the code, which every one of them repeats. */
function lifeOf(facility: Facility): Record<string, string>[] {
  return spellCellsOf(facility).map(({ facility: _, ...cells }) => cells)
}
