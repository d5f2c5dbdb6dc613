import { impersonal, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { forgetAuditBefore, outlivedEntries } from './commands/forget-before.ts'

const tables: readonly TableProcessing[] = [
  {
    table: 'audit_entry',
    purpose: 'purposeAudit',
    basis: 'legal-duty',
    keptFor: 'audit',
    columns: {
      id: 'key',
      at: 'trace',
      deed: 'trace',
      outcome: 'trace',
      by: 'key',
      about: 'key',
      on: 'key',
      detail: 'trace',
      mark: 'none',
      number: 'none',
      sealed_at: 'none',
      mac: 'none',
    },
  },
  impersonal('audit_anchor', ...['ordinal', 'kind', 'reason', 'made_at', 'after_number', 'after_mac', 'lost_number', 'lost_mac', 'key_mark', 'digest', 'mac']),
  impersonal('audit_head', 'single', 'number', 'mac'),
]

/** Entries name people by ids only, so they stay when an account goes: nothing leads from the id to her any more. */
export const personalData: PersonalData = {
  module: 'audit',
  tables,
  async exported(db, person) {
    const [by] = await rowsOf(db, tables, { audit_entry: 'by' }, person)
    const [about] = await rowsOf(db, tables, { audit_entry: 'about' }, person)
    const rows = [...(by?.rows ?? []), ...(about?.rows ?? []).filter((row) => row['by'] !== person)]
    return [{ table: 'audit_entry', rows }]
  },
  retention: [
    {
      key: 'audit',
      term: 'auditMonths',
      count: (db, { before }) => outlivedEntries(db, before),
      remove: async (app, tx, { before }) => void (await forgetAuditBefore(app, tx, before)),
    },
  ],
}
