import { openKeptStore } from '#kept/device/kept-record.ts'
import { openRows } from '#modules/learning/device/outbox/index.ts'
import { refreshProgress } from '#modules/learning/device/progress/kept-progress.ts'

/** Her progress in the courses that this device has kept comes along, encrypted, so that it shows where there is no network. */
export async function keepProgress(): Promise<void> {
  const known = await indexedDB.databases?.()
  if (!navigator.onLine || (known && !known.some(({ name }) => name === 'putokaz-kept'))) return
  const courses = (await (await openKeptStore()).kept()).flatMap(({ kind, code }) => (kind === 'course' ? [code] : []))
  const rows = await openRows()
  try {
    const owner = await rows.owner()
    if (owner && !owner.signedOut) await refreshProgress(owner, courses)
  } finally {
    rows.close()
  }
}
