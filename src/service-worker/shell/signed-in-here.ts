import { items, type Owner, openRows, type Rows } from '#modules/learning/device/outbox/index.ts'
import { outboxName } from '#modules/learning/device/outbox/rows.ts'

/** Who is signed in on this device, as far as it knows without a server: an opaque id, never a name. */
export interface SignedInHere {
  readonly id: string
  /** Paths below the variant of the units that were read here to their end. */
  readonly read: readonly string[]
}

/** With her key, for what lies encrypted here. */
export async function ownerHere(): Promise<Owner | null> {
  const rows = await openWhereKnown()
  try {
    return (await rows?.owner()) ?? null
  } finally {
    rows?.close()
  }
}

export async function signedInHere(): Promise<SignedInHere | null> {
  const rows = await openWhereKnown()
  if (!rows) return null
  try {
    const owner = await rows.owner()
    if (!owner) return null
    const done = await items(rows).catch(() => [])
    return { id: owner.person, read: done.filter(({ shown }) => shown.what === 'read').map(({ shown }) => shown.path) }
  } finally {
    rows.close()
  }
}

/** A visitor's browser gets no outbox by being asked for one. */
async function openWhereKnown(): Promise<Rows | null> {
  const known = await indexedDB.databases?.()
  if (known && !known.some(({ name }) => name === outboxName)) return null
  return openRows().catch(() => null)
}
