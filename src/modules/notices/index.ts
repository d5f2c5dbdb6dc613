/** Letters and notices: hears what happened and writes to the person it concerns. */
export { type Declinable, declinable, declineLetters } from './commands/decline.ts'
export { keepSending, sendDueLetters } from './commands/send-letters.ts'
export type { Draft, LetterKind, Occasion, Wish } from './letter-kind.ts'
export { migrations } from './migrations/index.ts'
export { type OutboxState, outboxState } from './outbox-store.ts'
export { personalData } from './personal-data.ts'
export { reactions } from './reactions/index.ts'
export { removeLettersTo } from './store.ts'
