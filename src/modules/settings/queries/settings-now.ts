import type { App } from '#platform/app.ts'
import type { CentreSettings } from '../domain/centre-settings.ts'
import { type NumberedSettings, presentSettings } from '../store.ts'

/** The settings as they are now, read once for each state of the content: a change of settings changes it. */
export async function settingsNow(app: App): Promise<CentreSettings> {
  return (await numberedSettingsNow(app)).body
}

/** The same with the number of the state. */
export function numberedSettingsNow(app: App): Promise<NumberedSettings> {
  return app.content.once('centre-settings', () => presentSettings(app.db))
}
