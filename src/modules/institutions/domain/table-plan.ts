/** What would become of the register if a table were read in. */
import { changesBetween, type FieldChange } from './changes.ts'
import type { Entries, EntryKind, Facility } from './entry.ts'
import { type EntryCells, entryColumns, entryFrom, trimmed } from './entry-cells.ts'
import { type Fault, fault, faultsOf, type Known } from './faults.ts'
import { capacityFrom, type SpellCells, spellColumns, spellFrom } from './spell-cells.ts'

/** Tables of entries; `history` holds the lives of facilities, a status or a number of places a row. */
export const entryTables = ['institution', 'facility', 'history', 'post'] as const
export type EntryTable = (typeof entryTables)[number]

export const kindOfTable = { institution: 'institution', facility: 'facility', history: 'facility', post: 'post' } as const satisfies Record<
  EntryTable,
  EntryKind
>

export interface PlannedEntry<K extends EntryKind = EntryKind> {
  readonly line: number
  readonly kind: K
  readonly code: string
  readonly what: 'new' | 'changed' | 'same' | 'refused'
  readonly entry: Entries[K]
  /** The version it was planned on; 0 for a new one. */
  readonly seen: number
  readonly changes: readonly FieldChange[]
  readonly faults: readonly Fault[]
}

export const tableColumns: Readonly<Record<EntryTable, readonly string[]>> = { ...entryColumns, history: spellColumns }

/** A row as it was read, with the line it stands on. */
export interface TableRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** The register as it stands. */
export interface Register {
  readonly known: Known
  readonly kept: ReadonlyMap<string, { readonly entry: Entries[EntryKind]; readonly version: number }>
}

/** One entry a row. Rows may name each other as parents, in any order. */
export function planEntries<K extends EntryKind>(kind: K, rows: readonly TableRow[], { known, kept }: Register): PlannedEntry<K>[] {
  const entries = rows.map(({ cells }) => {
    const before = kept.get(cells['code']?.trim() ?? '')
    return entryFrom(kind, cells as EntryCells<K>, before?.entry as Entries[K] | undefined)
  })
  const together = kind === 'institution' ? { ...known, parents: withParents(known, entries as readonly Entries['institution'][]) } : known
  return entries.map((entry, at) => {
    const twice = entries.findIndex(({ code }) => code === entry.code) < at
    const considered = { line: rows[at]?.line ?? 1, kind, entry, before: kept.get(entry.code) }
    return plannedEntry(considered, [...(twice ? [fault('code', 'taken')] : []), ...faultsOf(kind, entry, together)])
  })
}

function withParents(known: Known, entries: readonly Entries['institution'][]): Known['parents'] {
  return new Map([...known.parents, ...entries.map(({ code, parent }) => [code, parent] as const)])
}

/** All rows of a facility are its life from then on; a facility that no row names keeps its own. */
export function planHistories(rows: readonly TableRow[], { known, kept }: Register): PlannedEntry<'facility'>[] {
  const read = rows.map(({ line, cells }) => ({ line, cells: trimmed(cells) as SpellCells }))
  return [...Map.groupBy(read, ({ cells }) => cells.facility)].map(([code, own]) => {
    const line = own[0]?.line ?? 1
    const before = kept.get(code)
    if (!before) return { line, kind: 'facility', code, what: 'refused', entry: {} as Facility, seen: 0, changes: [], faults: [fault('facility', 'unknown')] }
    const both = own.filter(({ cells }) => (cells.status === '') === (cells.capacity === ''))
    const history = own.filter(({ cells }) => cells.status !== '').map(({ cells }) => spellFrom(cells))
    const capacities = own.filter(({ cells }) => cells.capacity !== '' && cells.status === '').map(({ cells }) => capacityFrom(cells))
    const entry: Facility = { ...(before.entry as Facility), history, capacities }
    const faults = [...both.map(() => fault('status', 'missing')), ...faultsOf('facility', entry, known)]
    return plannedEntry({ line: both[0]?.line ?? line, kind: 'facility', entry, before }, faults)
  })
}

interface Considered<K extends EntryKind> {
  readonly line: number
  readonly kind: K
  readonly entry: Entries[K]
  readonly before: { readonly entry: Entries[EntryKind]; readonly version: number } | undefined
}

function plannedEntry<K extends EntryKind>({ line, kind, entry, before }: Considered<K>, faults: readonly Fault[]): PlannedEntry<K> {
  const changes = changesBetween(kind, (before?.entry as Entries[K] | undefined) ?? null, entry)
  const what = faults.length > 0 ? 'refused' : before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'same'
  return { line, kind, code: entry.code, what, entry, seen: before?.version ?? 0, changes, faults }
}
