import { type Database, type Db, reading, type Tx, writing } from './db.ts'

interface SettingTables {
  setting: { key: string; value: string; changed_at: Date }
}

/** A value that is made once, at the first start, and then stays. */
export function lastingSetting(db: Database, key: string, make: () => string): Promise<string> {
  return db.transact(async (tx) => {
    await writing<SettingTables>(tx)
      .insertInto('setting')
      .values({ key, value: JSON.stringify(make()), changed_at: new Date() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return (await setting<string>(tx, key)) ?? make()
  })
}

export async function setting<T>(db: Db, key: string): Promise<T | undefined> {
  const row = await reading<SettingTables>(db).selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value as T | undefined
}

export async function changeSetting(tx: Tx, key: string, value: unknown, now: Date): Promise<void> {
  const row = { value: JSON.stringify(value), changed_at: now }
  await writing<SettingTables>(tx)
    .insertInto('setting')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** Sets a value unless it already is, and says whether it was changed: of several who ask at once, exactly one hears yes. */
export async function advanceSetting(tx: Tx, key: string, value: string, now: Date): Promise<boolean> {
  const row = { value: JSON.stringify(value), changed_at: now }
  const changed = await writing<SettingTables>(tx)
    .insertInto('setting')
    .values({ key, ...row })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet(row)
        .whereRef('setting.value', 'is distinct from', 'excluded.value' as never),
    )
    .returning('key')
    .execute()
  return changed.length === 1
}
