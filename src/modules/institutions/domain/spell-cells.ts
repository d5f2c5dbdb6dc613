/** The life of a facility as rows of a table: each row a status or a number of places. */
import type { CapacitySpell, Facility, StatusSpell } from './entry.ts'
import { type Cells, localizedFrom, localizedInto, markFrom, optional } from './localized-cells.ts'

export const spellColumns = [
  'facility',
  'status',
  'capacity',
  'from',
  'to',
  'seen',
  'seen_sr',
  'seen_sr_latn',
  'seen_en',
  'note_sr',
  'note_sr_latn',
  'note_en',
  'source',
  'mark',
] as const
export type SpellCells = Cells<(typeof spellColumns)[number]>

const empty = Object.fromEntries(spellColumns.map((name) => [name, ''])) as SpellCells

export function spellCellsOf({ code, history, capacities }: Pick<Facility, 'code' | 'history' | 'capacities'>): SpellCells[] {
  return [
    ...history.map(({ status, from = '', to = '', seen, note, source = '', mark }) => ({
      ...empty,
      facility: code,
      status,
      from,
      to,
      seen: typeof seen === 'string' ? seen : '',
      ...localizedInto('seen', typeof seen === 'string' ? undefined : seen),
      ...localizedInto('note', note),
      source,
      mark,
    })),
    ...capacities.map(({ capacity, from = '', source = '', mark }) => ({ ...empty, facility: code, capacity: String(capacity), from, source, mark })),
  ]
}

export function spellFrom(cells: SpellCells): StatusSpell {
  const words = localizedFrom(cells, 'seen')
  const note = localizedFrom(cells, 'note')
  return {
    status: cells.status,
    ...optional('from', cells.from),
    ...optional('to', cells.to),
    ...(cells.seen ? { seen: cells.seen } : Object.keys(words).length > 0 && { seen: words }),
    ...(Object.keys(note).length > 0 && { note }),
    ...optional('source', cells.source),
    mark: markFrom(cells.mark),
  }
}

/** A number that is none becomes NaN, which the check refuses. */
export function capacityFrom(cells: SpellCells): CapacitySpell {
  const capacity = /^\d{1,6}$/.test(cells.capacity) ? Number(cells.capacity) : Number.NaN
  return { capacity, ...optional('from', cells.from), ...optional('source', cells.source), mark: markFrom(cells.mark) }
}
