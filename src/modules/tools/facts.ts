import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type ToolsFact = Fact<'tools.version-published', { tool: string }>
