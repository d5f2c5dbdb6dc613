import type { Fact } from '#kernel/fact.ts'

/** Somebody asked for a backup now. */
export type BackupFact = Fact<'backup.asked', { readonly by: string }>
