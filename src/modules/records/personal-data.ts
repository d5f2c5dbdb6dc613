import { forgetFiles } from '#platform/forgotten-files.ts'
import { byAge, impersonal, type PersonalData, type RetentionRule, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { dropUnnamedAttachments } from './attachment-store.ts'
import { detachStatementsOf, forgetKeysBefore } from './detach-store.ts'
import { accountKey } from './keys.ts'
import { exportedFromOutside, joinParts } from './outside-store.ts'
import { outsideAgents } from './queries/person-agents.ts'

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
  { table: 'record_not_forwarded', ...record, columns: { forwarding: 'none', statement: 'key', status: 'none', at: 'trace', again: 'none' } },
  impersonal(
    'record_forwarding',
    ...['id', 'name', 'address', 'key', 'secret', 'edition', 'authorities', 'verbs', 'made_at', 'paused_at'],
    ...['place_stored', 'place_id', 'sent', 'last_sent_at', 'problem', 'tries', 'next_try'],
  ),
  impersonal('record_attachment', 'sha2', 'blob', 'bytes', 'kept_at'),
  impersonal('record_client', 'id', 'key', 'secret_hash', 'name', 'scopes', 'origins', 'edition', 'made_at', 'revoked_at'),
]

const statements = byAge('statements', 'recordMonths', { table: 'statement', column: 'stored' })

/** With the statements goes what they were found by, and what was attached to them alone. */
const statementsAndKeys: RetentionRule = {
  ...statements,
  async remove(app, tx, term) {
    await statements.remove(app, tx, term)
    await forgetKeysBefore(tx, term.before)
    await forgetFiles(app, tx, { blobs: await dropUnnamedAttachments(tx, { before: term.before }) })
  },
}

export const personalData: PersonalData = {
  module: 'records',
  tables,
  async exported(db, person) {
    const own = await rowsOf(db, tables, { statement: 'actor', record_document: 'person' }, person)
    return joinParts(own, await exportedFromOutside(db, tables, await outsideAgents(db, person)))
  },
  // Totals need the statements: they stay, under an id that leads to nobody, and without what was answered.
  async erase(app, tx, person) {
    const agents = [accountKey(app.activityBase, person), ...(await outsideAgents(tx, person))]
    const blobs = await detachStatementsOf(tx, { actor: person, nobody: app.newId(), homePage: app.activityBase, agents })
    await forgetFiles(app, tx, { blobs })
  },
  retention: [
    statementsAndKeys,
    byAge('statementIds', 'recordMonths', { table: 'statement_id', column: 'stored' }),
    byAge('recordDocuments', 'recordMonths', { table: 'record_document', column: 'updated' }),
  ],
}
