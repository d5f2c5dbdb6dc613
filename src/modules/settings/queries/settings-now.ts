import type { App } from '#platform/app.ts'
import type { CentreSettings } from '../domain/centre-settings.ts'
import { centreSettings } from '../store.ts'

/** The settings as they are now, read once for each state of the content: a change of settings changes it. */
export function settingsNow(app: App): Promise<CentreSettings> {
  return app.content.once('centre-settings', () => centreSettings(app.db))
}
