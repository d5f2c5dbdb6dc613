import type { Db } from '#platform/db.ts'
import { type Difference, differences } from '../domain/written-settings.ts'
import { firstSettings } from '../first-settings.ts'
import { allSettings } from '../store.ts'

/** One change of the settings: who, when, and what differed. */
export interface SettingsChange {
  readonly number: number
  readonly by: string
  readonly at: Date
  readonly differences: readonly Difference[]
}

const most = 200

/** The changes, the newest first. */
export async function settingsHistory(db: Db): Promise<SettingsChange[]> {
  const states = await allSettings(db, most + 1)
  return states.slice(0, most).map(({ number, body, changed_by: by, changed_at: at }, order) => ({
    number,
    by,
    at,
    differences: differences(states[order + 1]?.body ?? firstSettings, body),
  }))
}
