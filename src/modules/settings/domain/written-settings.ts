import type { Localized, Variant } from '#kernel/localized.ts'
import type { CentreSettings } from './centre-settings.ts'
import type { SettingField } from './sections.ts'

/** The settings as fields of a form: what is shown, typed, compared and told in the history. */
export type WrittenSettings = Readonly<Record<SettingField | 'logo', string | readonly string[]>>

export function writtenSettings(settings: CentreSettings): WrittenSettings {
  const { name, logo, accent, variants, mail, signIn, retention } = settings
  return {
    nameCyrillic: name['sr-Cyrl'] ?? '',
    nameLatin: name['sr-Latn'] ?? '',
    nameEnglish: name.en ?? '',
    logo: logo ?? '',
    accent: accent ?? '',
    variants,
    senderCyrillic: mail.senderName['sr-Cyrl'] ?? '',
    senderEnglish: mail.senderName.en ?? '',
    replyTo: mail.replyTo ?? '',
    dailyTo: mail.dailyTo ?? '',
    selfRegistration: signIn.selfRegistration ? ['yes'] : [],
    idleDays: String(signIn.idleDays),
    longestDays: String(signIn.longestDays),
    deskIdleHours: String(signIn.deskIdleHours),
    deskLongestHours: String(signIn.deskLongestHours),
    auditMonths: String(retention.auditMonths),
    letterMonths: String(retention.letterMonths),
    idleAccountMonths: String(retention.idleAccountMonths),
    recordMonths: String(retention.recordMonths),
  }
}

export interface Difference {
  readonly field: SettingField | 'logo'
  readonly before: string
  readonly after: string
}

/** What differs between two states of the settings, in the order of the sections. */
export function differences(before: CentreSettings, after: CentreSettings): Difference[] {
  const [old, fresh] = [writtenSettings(before), writtenSettings(after)]
  return (Object.keys(fresh) as (SettingField | 'logo')[]).flatMap((field) => {
    const [from, to] = [String(old[field]), String(fresh[field])]
    return from === to ? [] : [{ field, before: from, after: to }]
  })
}

/** A name as it was typed: Latin only when it was written, since it is else derived. */
export function localizedName(cyrillic: string, latin: string, english: string): Localized {
  return { 'sr-Cyrl': cyrillic, ...(latin !== '' && { 'sr-Latn': latin }), en: english }
}

/** In the order of the switch; Serbian Cyrillic, the source, is always there. */
export function offeredVariants(chosen: readonly string[], all: readonly Variant[]): Variant[] {
  return all.filter((variant) => variant === 'sr-Cyrl' || chosen.includes(variant))
}
