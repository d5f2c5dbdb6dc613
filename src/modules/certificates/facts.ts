import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type CertificatesFact = Fact<'certificates.validity-ending', { certificates: readonly string[] }>
