import { forgetFiles } from '#platform/forgotten-files.ts'
import { byAge, impersonal, type PersonalData, type RetentionRule, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { detachStatementsOf, forgetKeysBefore } from './detach-store.ts'

const record = { purpose: 'purposeRecords', basis: 'public-task', keptFor: 'record' } as const

const tables: readonly TableProcessing[] = [
  {
    table: 'statement',
    ...record,
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
  { table: 'statement_id', ...record, columns: { id: 'key', content_hash: 'none', stored: 'trace' } },
  { table: 'statement_key', ...record, columns: { key: 'key', stored: 'trace', id: 'key', of: 'key' } },
  { table: 'statement_ref', ...record, columns: { target: 'key', id: 'key', stored: 'trace' } },
  { table: 'statement_void', ...record, columns: { id: 'key', by: 'key', over: 'none', stored: 'trace' } },
  {
    table: 'record_document',
    ...record,
    columns: {
      place: 'none',
      name: 'learning',
      kind: 'none',
      activity: 'learning',
      agent: 'contact',
      person: 'key',
      registration: 'key',
      content_type: 'none',
      body: 'learning',
      etag: 'none',
      updated: 'trace',
    },
  },
  impersonal('record_attachment', 'sha2', 'blob', 'bytes', 'kept_at'),
  impersonal('record_client', 'id', 'key', 'secret_hash', 'name', 'scopes', 'origins', 'edition', 'made_at', 'revoked_at'),
]

const statements = byAge('statements', 'recordMonths', { table: 'statement', column: 'stored' })

/** With the statements goes what they were found by. */
const statementsAndKeys: RetentionRule = {
  ...statements,
  async remove(app, tx, term) {
    await statements.remove(app, tx, term)
    await forgetKeysBefore(tx, term.before)
  },
}

export const personalData: PersonalData = {
  module: 'records',
  tables,
  exported: (db, person) => rowsOf(db, tables, { statement: 'actor', record_document: 'person' }, person),
  // Totals need the statements: they stay, under an id that leads to nobody, and without what was answered.
  async erase(app, tx, person) {
    const blobs = await detachStatementsOf(tx, { actor: person, nobody: app.newId(), homePage: app.activityBase })
    await forgetFiles(app, tx, { blobs })
  },
  retention: [
    statementsAndKeys,
    byAge('statementIds', 'recordMonths', { table: 'statement_id', column: 'stored' }),
    byAge('recordDocuments', 'recordMonths', { table: 'record_document', column: 'updated' }),
  ],
}
