import type { Reaction } from '#platform/facts.ts'
import { postOnOpening, postOnPlacing } from './post-newcomer.ts'

export const reactions: readonly Reaction[] = [postOnOpening, postOnPlacing]
