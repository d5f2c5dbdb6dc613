/** Letters and notices: hears what happened and writes to the person it concerns. */
export { migrations } from './migrations/index.ts'
export { reactions } from './reactions/write-account-letters.ts'
export { removeLettersTo } from './store.ts'
