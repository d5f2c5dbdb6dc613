import { type Owner, openRows, type Rows } from '#modules/learning/device/outbox/index.ts'
import { outboxName } from '#modules/learning/device/outbox/rows.ts'

/** Who is signed in on this device, as far as it knows without a server, with her key: an opaque id, never a name. */
export async function ownerHere(): Promise<Owner | null> {
  const rows = await openWhereKnown()
  try {
    return (await rows?.owner()) ?? null
  } finally {
    rows?.close()
  }
}

/** A visitor's browser gets no outbox by being asked for one. */
export async function openWhereKnown(): Promise<Rows | null> {
  const known = await indexedDB.databases?.()
  if (known && !known.some(({ name }) => name === outboxName)) return null
  return openRows().catch(() => null)
}
