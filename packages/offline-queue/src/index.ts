/** What becomes of work done away from the server: what goes next, and what an answer makes of it. Pure. */
export { type Batch, type Limits, nextBatch, usualLimits, wakeAt } from './batch.ts'
export { type Address, append, byBirth, type Entry, type Rejection } from './entry.ts'
export { hurry, release, type Server, tryAgain } from './release.ts'
export { type Answer, settle, waitAfter } from './settle.ts'
export { type Summary, summary } from './summary.ts'
