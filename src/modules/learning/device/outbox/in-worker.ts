import { openRows } from './rows.ts'
import { sendAtLast } from './sending.ts'

export { syncTag } from './sync-tag.ts'

/** What the worker does on a `sync` event of `syncTag`: `event.waitUntil(sendFromWorker())`. Rejects when something still waits, so that the browser tries again. */
export async function sendFromWorker(): Promise<void> {
  const rows = await openRows()
  try {
    if ((await sendAtLast(rows)) === 'later') throw new Error('work still waits')
  } finally {
    rows.close()
  }
}
