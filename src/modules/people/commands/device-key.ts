/** The key under which a person's devices keep what was not sent yet: hers alone, made when it is first asked for, gone with her. */
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { type Db, reading, writing } from '#platform/db.ts'
import { personIds, survivorOf } from '../queries/same-person.ts'
import type { PeopleTables } from '../tables.ts'
import { openSealed, seal } from './sealed-secret.ts'

export interface DeviceKey {
  /** The account it was made for. */
  readonly person: PersonId
  /** 32 bytes in base64. */
  readonly key: string
}

export interface DeviceKeys extends DeviceKey {
  /** Those of accounts that were merged into hers: a device may still hold work under them. */
  readonly merged: readonly DeviceKey[]
}

const keyBytes = 32

/** The key of a person's devices. One that can no longer be opened, since the keys of the Centre are others, is made anew. */
export async function deviceKeysOf(app: App, person: PersonId): Promise<DeviceKeys> {
  const own = await survivorOf(app.db, person)
  const ids = await personIds(app.db, person)
  const kept = await keptKeys(app, app.db, ids)
  const key = kept.find((one) => one.person === own) ?? (await makeKey(app, own))
  return { ...key, merged: kept.filter((one) => one.person !== own) }
}

/** The key that was made for an account, without making one. */
export async function keptDeviceKey(app: App, account: PersonId): Promise<DeviceKey | undefined> {
  return (await keptKeys(app, app.db, [account]))[0]
}

async function keptKeys(app: App, db: Db, accounts: readonly PersonId[]): Promise<DeviceKey[]> {
  const rows = await reading<PeopleTables>(db)
    .selectFrom('device_key')
    .select(['person', 'key'])
    .where('person', 'in', [...accounts])
    .execute()
  const opened = rows.map(async ({ person, key }) => {
    const plain = await openSealed(app, person, key, 'devices').catch(() => undefined)
    return plain === undefined ? [] : [{ person: person as PersonId, key: plain }]
  })
  return (await Promise.all(opened)).flat()
}

/** Of several who ask at once all get the same one: whoever holds the account first makes it. */
async function makeKey(app: App, person: PersonId): Promise<DeviceKey> {
  const made = Buffer.from(app.random(keyBytes)).toString('base64')
  const sealed = await seal(app, person, made, 'devices')
  return app.db.transact(async (tx) => {
    await writing<PeopleTables>(tx).selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
    const [before] = await keptKeys(app, tx, [person])
    if (before) return before
    const row = { key: sealed, made_at: app.now() }
    await writing<PeopleTables>(tx)
      .insertInto('device_key')
      .values({ person, ...row })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
      .execute()
    return { person, key: made }
  })
}
