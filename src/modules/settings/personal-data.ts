import { type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'

const tables: readonly TableProcessing[] = [
  {
    table: 'centre_settings',
    purpose: 'purposeSettings',
    basis: 'public-task',
    keptFor: 'lasting',
    columns: { number: 'none', body: 'none', changed_by: 'key', changed_at: 'trace' },
  },
]

/** Who changed a setting is said by an id only; it stays with the history when the account goes. */
export const personalData: PersonalData = {
  module: 'settings',
  tables,
  exported: (db, person) => rowsOf(db, tables, { centre_settings: 'changed_by' }, person),
}
