import type { Localized } from '#kernel/localized.ts'
import * as site from '#texts/generated/site.ts'
import type { CentreSettings } from './domain/centre-settings.ts'

const firstName: Localized = { 'sr-Cyrl': site.centreName('sr-Cyrl'), en: site.centreName('en') }

/** What counts until somebody decides otherwise. */
export const firstSettings: CentreSettings = {
  name: firstName,
  logo: null,
  accent: null,
  variants: ['sr-Cyrl', 'sr-Latn', 'en'],
  mail: { senderName: firstName, replyTo: null, dailyTo: null },
  signIn: { selfRegistration: true, idleDays: 14, longestDays: 60, deskIdleHours: 2, deskLongestHours: 12 },
  retention: { auditMonths: 60, letterMonths: 12, idleAccountMonths: 36, recordMonths: 120 },
}
