/** What an administrator decides about the whole centre: its name and look, mail, sign-in, retention. */
export { accentPalette } from './domain/accent.ts'
export { type CentreSettings, firstSettings } from './domain/centre-settings.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { settingsNow } from './queries/settings-now.ts'
export { centreSettings } from './store.ts'
