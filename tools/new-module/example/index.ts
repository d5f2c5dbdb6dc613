/** One sentence that says what this module is for. */
export { addEntry } from './commands/add-entry.ts'
export type { EntryRefusal } from './domain/entry.ts'
export type { ExampleFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { type Entry, entriesOf } from './store.ts'
