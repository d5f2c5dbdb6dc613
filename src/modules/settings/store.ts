import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { CentreSettings } from './domain/centre-settings.ts'
import { firstSettings } from './first-settings.ts'
import type { SettingsTables } from './tables.ts'

export interface NumberedSettings {
  /** 0 for the first settings, which nobody made. */
  readonly number: number
  readonly body: CentreSettings
}

/** The settings as they are now; before anybody changed them, the first ones. */
export async function presentSettings(db: Db): Promise<NumberedSettings> {
  const row = await reading<SettingsTables>(db).selectFrom('centre_settings').select(['number', 'body']).orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row ? { number: row.number, body: { ...firstSettings, ...row.body } } : { number: 0, body: firstSettings }
}

export async function centreSettings(db: Db): Promise<CentreSettings> {
  return (await presentSettings(db)).body
}

export async function settingsNumbered(db: Db, number: number): Promise<CentreSettings | undefined> {
  const row = await reading<SettingsTables>(db).selectFrom('centre_settings').select('body').where('number', '=', number).executeTakeFirst()
  return row && { ...firstSettings, ...row.body }
}

/** Every state there was, the newest first. */
export async function allSettings(db: Db, most: number): Promise<SettingsTables['centre_settings'][]> {
  const rows = await reading<SettingsTables>(db).selectFrom('centre_settings').selectAll().orderBy('number', 'desc').limit(most).execute()
  return rows.map((row) => ({ ...row, body: { ...firstSettings, ...row.body } }))
}

/** False when another made a state of that number in the meantime. */
export async function addSettings(tx: Tx, row: SettingsTables['centre_settings']): Promise<boolean> {
  const rows = await writing<SettingsTables>(tx)
    .insertInto('centre_settings')
    .values({ ...row, body: JSON.stringify(row.body) as unknown as CentreSettings })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .execute()
  return rows.length === 1
}
