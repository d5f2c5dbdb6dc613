import { type Db, reading } from '#platform/db.ts'
import { type CentreSettings, firstSettings } from './domain/centre-settings.ts'
import type { SettingsTables } from './tables.ts'

/** The settings as they are now; before anybody changed them, the first ones. */
export async function centreSettings(db: Db): Promise<CentreSettings> {
  const row = await reading<SettingsTables>(db).selectFrom('centre_settings').select('body').orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row ? { ...firstSettings, ...row.body } : firstSettings
}
