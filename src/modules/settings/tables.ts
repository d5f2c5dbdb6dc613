import type { CentreSettings } from './domain/centre-settings.ts'

export interface SettingsTables {
  /** Every state the settings were ever in; the newest counts. */
  centre_settings: { number: number; body: CentreSettings; changed_by: string; changed_at: Date }
}
