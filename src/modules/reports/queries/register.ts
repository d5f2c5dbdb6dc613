import type { Basis, ColumnClass, PersonalData, TableProcessing } from '#platform/personal-data.ts'

/** One table of the register, as people and programs read it. */
export interface RegisterEntry {
  readonly module: string
  readonly table: string
  readonly purpose: string
  readonly basis: Basis
  readonly keptFor: string
  /** What kinds of data it holds, without `none`. */
  readonly kinds: readonly Exclude<ColumnClass, 'none'>[]
  readonly columns: TableProcessing['columns']
}

/** The register of processing (ZZPL art. 47, GDPR art. 30): every table there is, those about people first. */
export function registerOf(all: readonly PersonalData[]): RegisterEntry[] {
  const entries = all.flatMap(({ module, tables }) => tables.map((table) => ({ module, ...table, kinds: kindsOf(table) })))
  return entries.sort(
    (a, b) => Number(a.kinds.length === 0) - Number(b.kinds.length === 0) || a.module.localeCompare(b.module) || a.table.localeCompare(b.table),
  )
}

const order: readonly Exclude<ColumnClass, 'none'>[] = ['identity', 'contact', 'secret', 'work', 'learning', 'words', 'trace', 'key']

function kindsOf({ columns }: TableProcessing): RegisterEntry['kinds'] {
  const found = new Set(Object.values(columns))
  return order.filter((kind) => found.has(kind))
}

/** What is kept and why, in as few lines as there are purposes: for the notice that everybody reads. */
export interface PurposeEntry {
  readonly purpose: string
  readonly basis: readonly Basis[]
  readonly keptFor: readonly string[]
  readonly kinds: readonly Exclude<ColumnClass, 'none'>[]
}

/** Tables in which nobody is more than an id are left out: they tell a reader nothing. */
export function purposesOf(all: readonly PersonalData[]): PurposeEntry[] {
  const telling = registerOf(all).filter(({ kinds }) => kinds.some((kind) => kind !== 'key' && kind !== 'trace') || kinds.includes('key'))
  const purposes = [...new Set(telling.map(({ purpose }) => purpose))].filter((purpose) => purpose !== 'purposeProgram' && purpose !== 'purposeContent')
  return purposes.map((purpose) => {
    const tables = telling.filter((entry) => entry.purpose === purpose)
    const kinds = new Set(tables.flatMap((entry) => entry.kinds))
    return {
      purpose,
      basis: [...new Set(tables.map(({ basis }) => basis))],
      keptFor: [...new Set(tables.map(({ keptFor }) => keptFor))],
      kinds: order.filter((kind) => kinds.has(kind) && kind !== 'key'),
    }
  })
}
