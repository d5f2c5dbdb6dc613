import type { BackupFault } from './read-backup.ts'

/** What a restore refuses beyond what is wrong with the file itself. */
export type RestoreReason =
  | BackupFault['reason']
  | 'not-trusted'
  | 'migrations-newer'
  | 'migrations-odd'
  | 'table-unknown'
  | 'table-missing'
  | 'column-unknown'
  | 'sequence-unknown'
  | 'row-malformed'
  | 'value-refused'
  | 'reference-broken'
  | 'target-not-empty'
  | 'key-differs'
  | 'disk-full'

export interface RestoreFault {
  readonly reason: RestoreReason
  /** The place in the backup, or in the target. */
  readonly at?: string
  /** What it breaks. */
  readonly rule?: string
}

/** Ends a restore from within its transaction, so that nothing of it stays. */
export class Refused extends Error {
  readonly fault: RestoreFault
  constructor(fault: RestoreFault) {
    super(fault.reason)
    this.name = 'Refused'
    this.fault = fault
  }
}

/** PostgreSQL 15, appendix A: class 22 data exception, 23 integrity constraint violation, 53 insufficient resources. */
export function faultOf(error: unknown, at: string): RestoreFault | undefined {
  if (error instanceof Refused) return error.fault
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return { reason: 'disk-full' }
  if (/^(22|23)...$/.test(code)) return { reason: code === '23503' ? 'reference-broken' : 'value-refused', at, rule: code }
  return undefined
}
