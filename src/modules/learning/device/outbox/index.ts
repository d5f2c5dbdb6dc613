/** What a person does, kept on her device until the server has it and a backup of the server holds it. */
export { call, hear } from './calling.ts'
export type { Deed, Shown, What } from './deeds.ts'
export { keep, newest, newId, waitingAt } from './keeping.ts'
export { type Item, items, remove, type Standing, standing, tryAgain, workFile } from './listing.ts'
export { enter, meet } from './meeting.ts'
export { type Owner, openRows, type Row, type Rows } from './rows.ts'
export { type Sent, sendNow, sendSoon, sendWaiting } from './sending.ts'
