import type { Detail, Outcome } from './domain/entry.ts'

export interface AuditTables {
  audit_entry: {
    id: string
    at: Date
    deed: string
    outcome: Outcome
    by: string
    about: string | null
    on: string | null
    detail: Detail
    /** Proves that the program wrote it. */
    mark: string
    /** Its place in the chain, with the moment it was given and the sum over all up to it. */
    number: number | null
    sealed_at: Date | null
    mac: string | null
  }
  audit_anchor: {
    ordinal: number
    kind: 'begin' | 'checkpoint'
    reason: string
    made_at: Date
    after_number: number
    after_mac: string
    lost_number: number
    lost_mac: string
    key_mark: string
    digest: string
    mac: string
  }
  /** One row: whoever locks it may seal. */
  audit_head: { single: boolean; number: number; mac: string }
}
