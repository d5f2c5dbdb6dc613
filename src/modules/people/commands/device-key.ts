/**
 * The key under which a person's devices keep what was not sent yet. It is made of her account and a key of the Centre that lies
 * outside the database, and is kept nowhere: a restored database comes to the same key, or what waits on her device would be lost.
 * Whoever was erased has no account, and so nobody is given hers again.
 */
import { hkdfSync } from 'node:crypto'
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { namedKey } from '#platform/keys.ts'
import { personIds, survivorOf } from '../queries/same-person.ts'
import { findPerson } from '../store.ts'

export interface DeviceKey {
  /** The account it is the key of. */
  readonly person: PersonId
  /** 32 bytes in base64. */
  readonly key: string
}

export interface DeviceKeys extends DeviceKey {
  /** Those of accounts that were merged into hers: a device may still hold work under them. */
  readonly merged: readonly DeviceKey[]
}

const keyBytes = 32

/** The keys of a person's devices. */
export async function deviceKeysOf(app: App, person: PersonId): Promise<DeviceKeys> {
  const own = await survivorOf(app.db, person)
  const others = (await personIds(app.db, person)).filter((id) => id !== own)
  return { ...(await derived(app, own)), merged: await Promise.all(others.map((id) => derived(app, id))) }
}

/** The key of one account; undefined when nobody has it, or no longer. */
export async function deviceKeyOf(app: App, account: PersonId): Promise<DeviceKey | undefined> {
  return (await findPerson(app.db, account)) ? derived(app, account) : undefined
}

async function derived(app: App, person: PersonId): Promise<DeviceKey> {
  const key = hkdfSync('sha256', await namedKey(app.config, 'devices'), '', `putokaz-device-key ${person}`, keyBytes)
  return { person, key: Buffer.from(key).toString('base64') }
}
