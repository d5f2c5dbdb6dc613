import type { Reaction } from '#platform/facts.ts'
import { issueOnCompletion } from './issue-on-completion.ts'

export const reactions: readonly Reaction[] = [issueOnCompletion]
