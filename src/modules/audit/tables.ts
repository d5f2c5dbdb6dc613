import type { Outcome } from './entry.ts'

export interface AuditTables {
  audit_entry: {
    id: string
    at: Date
    deed: string
    outcome: Outcome
    by: string
    about: string | null
    on: string | null
    detail: Record<string, string | number | boolean | null>
  }
}
