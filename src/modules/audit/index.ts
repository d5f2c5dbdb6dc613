/** The append-only log of privileged acts, sign-ins, refusals and exports. */
export type { AuditEntry, Doer, Outcome } from './entry.ts'
export { migrations } from './migrations/index.ts'
export { noteDeed, noteRefusal } from './note.ts'
export { personalData } from './personal-data.ts'
