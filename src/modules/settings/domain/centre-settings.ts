import type { Localized, Variant } from '#kernel/localized.ts'

/** What an administrator decides about a whole centre. */
export interface CentreSettings {
  readonly name: Localized
  /** Hash of a picture that was made anew on upload. */
  readonly logo: string | null
  /** The accent colour, `#rrggbb`, dark enough to be read on white. */
  readonly accent: string | null
  readonly variants: readonly Variant[]
  readonly mail: { readonly senderName: Localized; readonly replyTo: string | null; readonly dailyTo: string | null }
  readonly signIn: {
    readonly selfRegistration: boolean
    /** After so many days without use a session ends. */
    readonly idleDays: number
    /** After so many days a session ends in any case. */
    readonly longestDays: number
    /** The same for sessions that carry the rights of an administrator or coordinator, in hours. */
    readonly deskIdleHours: number
    readonly deskLongestHours: number
  }
  /** How many months things are kept; see the retention rules. */
  readonly retention: { readonly auditMonths: number; readonly letterMonths: number; readonly idleAccountMonths: number; readonly recordMonths: number }
}
