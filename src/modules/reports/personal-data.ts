import { forgetFiles } from '#platform/forgotten-files.ts'
import { byAge, deleteRowsOf, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { idleAccountRule } from './commands/idle-accounts.ts'
import { forgetWordsOf } from './request-store.ts'
import { removeExports } from './store.ts'

const duty = { purpose: 'purposeRequests', basis: 'legal-duty', keptFor: 'audit' } as const

const tables: readonly TableProcessing[] = [
  {
    table: 'personal_export',
    purpose: 'purposeRequests',
    basis: 'legal-duty',
    keptFor: 'account',
    columns: {
      id: 'key',
      person: 'key',
      variant: 'none',
      state: 'trace',
      done: 'none',
      total: 'none',
      hash: 'key',
      size: 'none',
      asked_by: 'key',
      asked_at: 'trace',
      expires_at: 'trace',
    },
  },
  {
    table: 'erasure',
    ...duty,
    columns: { id: 'key', person: 'key', asked_by: 'key', asked_at: 'trace', due_at: 'trace', undone_at: 'trace', done_at: 'trace' },
  },
  {
    table: 'privacy_request',
    ...duty,
    columns: {
      id: 'key',
      person: 'key',
      kind: 'trace',
      words: 'words',
      state: 'trace',
      asked_at: 'trace',
      due_at: 'trace',
      entered_by: 'key',
      warned_at: 'trace',
      answer: 'words',
      closed_at: 'trace',
      closed_by: 'key',
    },
  },
  {
    table: 'retention_proposal',
    ...duty,
    columns: {
      id: 'none',
      proposed_by: 'key',
      proposed_at: 'trace',
      state: 'none',
      shown: 'none',
      confirmed_by: 'key',
      confirmed_at: 'trace',
      done_at: 'none',
    },
  },
  { table: 'idle_warning', purpose: 'purposeRequests', basis: 'legal-duty', keptFor: 'account', columns: { person: 'key', warned_at: 'trace' } },
]

const whose = { personal_export: 'person', erasure: 'person', privacy_request: 'person', retention_proposal: 'proposed_by', idle_warning: 'person' } as const

export const personalData: PersonalData = {
  module: 'reports',
  tables,
  exported: (db, person) => rowsOf(db, tables, whose, person),
  // That she asked, and that it was done, is kept as proof; what she wrote is not.
  async erase(app, tx, person) {
    await forgetFiles(app, tx, { blobs: await removeExports(tx, person) })
    await forgetWordsOf(tx, person)
    await deleteRowsOf(tx, { idle_warning: 'person' }, person)
  },
  retention: [
    idleAccountRule,
    byAge('requests', 'auditMonths', { table: 'privacy_request', column: 'closed_at' }),
    byAge('erasures', 'auditMonths', { table: 'erasure', column: 'done_at' }),
  ],
}
