import type { Generated } from 'kysely'
import type { Frozen } from './domain/frozen.ts'

export interface CertificatesTables {
  /** One for each person and course version; `frozen` never changes. */
  certificate: {
    number: string
    person: string
    course: string
    course_version: string
    version: string
    issued_at: Date
    frozen: Frozen
    revoked_at: Date | null
    revoked_reason: string | null
    /** Null when it was done at the terminal. */
    revoked_by: string | null
  }
  /** Certificates of which it was told that they run out soon. */
  ending_certificate: { number: string; told_at: Date }
  /** Files made of a certificate, each once: what was downloaded once stays the same to the byte. */
  certificate_file: { number: string; variant: string; hash: string; size: number; made_at: Generated<Date> }
}
