import type { Reaction } from '#platform/facts.ts'
import { makeCardFiles } from './make-card-files.ts'
import { makeManualFiles } from './make-manual-files.ts'

export const reactions: readonly Reaction[] = [makeManualFiles, makeCardFiles]
