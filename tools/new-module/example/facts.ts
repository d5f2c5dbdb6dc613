import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type ExampleFact = Fact<'example.entry-added', { entry: string }>
