import type { Reaction } from '#platform/facts.ts'
import { makeManualFiles } from './make-manual-files.ts'

export const reactions: readonly Reaction[] = [makeManualFiles]
