import { byAge, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { detachStatementsOf } from './detach-store.ts'

const tables: readonly TableProcessing[] = [
  {
    table: 'statement',
    purpose: 'purposeRecords',
    basis: 'public-task',
    keptFor: 'record',
    columns: {
      id: 'key',
      stored: 'trace',
      actor: 'key',
      verb: 'learning',
      object: 'learning',
      registration: 'key',
      authority: 'none',
      body: 'learning',
    },
  },
  {
    table: 'statement_id',
    purpose: 'purposeRecords',
    basis: 'public-task',
    keptFor: 'record',
    columns: { id: 'key', content_hash: 'none', stored: 'trace' },
  },
]

export const personalData: PersonalData = {
  module: 'records',
  tables,
  exported: (db, person) => rowsOf(db, tables, { statement: 'actor' }, person),
  // Totals need the statements: they stay, under an id that leads to nobody, and without what was answered.
  erase: (app, tx, person) => detachStatementsOf(tx, { actor: person, nobody: app.newId(), homePage: app.activityBase }),
  retention: [
    byAge('statements', 'recordMonths', { table: 'statement', column: 'stored' }),
    byAge('statementIds', 'recordMonths', { table: 'statement_id', column: 'stored' }),
  ],
}
