/** Settings as they are shown and typed: labels, hints, values and what is wrong with them, in the reader's words. */
import type { Variant } from '#kernel/localized.ts'
import { bounds, type FieldProblem, type Section, type SettingField, sections, type WrittenSettings } from '#modules/settings/index.ts'
import * as words from '#texts/generated/settings.ts'

type Word = (variant: Variant) => string

export const sectionWords: Readonly<Record<Section, { title: Word; about: Word }>> = {
  name: { title: words.sectionName, about: words.aboutName },
  look: { title: words.sectionLook, about: words.aboutLook },
  languages: { title: words.sectionLanguages, about: words.aboutLanguages },
  mail: { title: words.sectionMail, about: words.aboutMail },
  'sign-in': { title: words.sectionSignIn, about: words.aboutSignIn },
  retention: { title: words.sectionRetention, about: words.aboutRetention },
}

export const fieldWords: Readonly<Record<SettingField | 'logo', Word>> = {
  nameCyrillic: words.fieldNameCyrillic,
  nameLatin: words.fieldNameLatin,
  nameEnglish: words.fieldNameEnglish,
  logo: words.fieldLogo,
  accent: words.fieldAccent,
  variants: words.fieldVariants,
  senderCyrillic: words.fieldSenderCyrillic,
  senderEnglish: words.fieldSenderEnglish,
  replyTo: words.fieldReplyTo,
  dailyTo: words.fieldDailyTo,
  selfRegistration: words.fieldSelfRegistration,
  idleDays: words.fieldIdleDays,
  longestDays: words.fieldLongestDays,
  deskIdleHours: words.fieldDeskIdleHours,
  deskLongestHours: words.fieldDeskLongestHours,
  auditMonths: words.fieldAuditMonths,
  letterMonths: words.fieldLetterMonths,
  idleAccountMonths: words.fieldIdleAccountMonths,
  recordMonths: words.fieldRecordMonths,
}

const hints: Readonly<Partial<Record<SettingField, Word>>> = {
  nameLatin: words.hintNameLatin,
  accent: words.hintAccent,
  replyTo: words.hintReplyTo,
  dailyTo: words.hintDailyTo,
}

const variantWords: Readonly<Record<Variant, Word>> = { 'sr-Cyrl': words.variantCyrillic, 'sr-Latn': words.variantLatin, en: words.variantEnglish }

/** What a value says to a reader. */
export function shownValue(field: SettingField | 'logo', value: string | readonly string[], variant: Variant): string {
  const list = typeof value === 'string' ? value.split(',').filter((one) => one !== '') : value
  if (field === 'selfRegistration') return (list.includes('yes') ? words.yes : words.no)(variant)
  if (field === 'variants') return list.map((one) => variantWords[one as Variant](variant)).join('; ')
  if (field === 'logo') return list[0]?.slice(0, 12) ?? words.none(variant)
  return String(value) || words.none(variant)
}

export interface ShownField {
  readonly name: SettingField
  readonly kind: 'line' | 'email' | 'number' | 'choice'
  readonly label: string
  readonly hint: string | undefined
  readonly value: string
  readonly chosen: readonly string[]
  readonly options: readonly { value: string; label: string; disabled?: boolean }[]
  readonly error: string | undefined
}

/** The fields of a section, with what stands in them. */
export function shownFields(section: Section, values: WrittenSettings, { variant, problems = [] }: { variant: Variant; problems?: readonly FieldProblem[] }) {
  return sections[section].map((name): ShownField => {
    const value = values[name]
    const problem = problems.find(({ field }) => field === name)
    const bound = name in bounds ? bounds[name as keyof typeof bounds] : undefined
    return {
      name,
      kind: kindOf(name),
      label: fieldWords[name](variant),
      hint: bound ? words.hintBounds(variant, said(bound)) : hints[name]?.(variant),
      value: typeof value === 'string' ? value : '',
      chosen: typeof value === 'string' ? [] : value,
      options: optionsOf(name, variant),
      error: problem && sentence(problem, variant),
    }
  })
}

function said({ least, most }: { least: number; most: number }) {
  return { least: String(least), most: String(most) }
}

function kindOf(name: SettingField): ShownField['kind'] {
  if (name in bounds) return 'number'
  if (name === 'replyTo' || name === 'dailyTo') return 'email'
  return name === 'variants' || name === 'selfRegistration' ? 'choice' : 'line'
}

function optionsOf(name: SettingField, variant: Variant): ShownField['options'] {
  if (name === 'selfRegistration') return [{ value: 'yes', label: words.optionSelfRegistration(variant) }]
  if (name !== 'variants') return []
  return Object.entries(variantWords).map(([value, word]) => ({ value, label: word(variant), ...(value === 'sr-Cyrl' && { disabled: true }) }))
}

/** Why a field was refused, in a sentence that says what to do. */
export function sentence({ field, problem, ratio = 0, suggestion = '' }: FieldProblem, variant: Variant): string {
  if (problem === 'outOfBounds') return words.problemOutOfBounds(variant, said(bounds[field as keyof typeof bounds]))
  if (problem === 'unreadable') return words.problemUnreadable(variant, { ratio, suggestion })
  if (problem === 'tooLong' && kindOf(field) === 'email') return words.problemTooLongAddress(variant)
  const sentences = {
    missing: words.problemMissing,
    tooLong: words.problemTooLong,
    oneLine: words.problemOneLine,
    noAddress: words.problemNoAddress,
    noNumber: words.problemNoNumber,
    lessThanIdle: words.problemLessThanIdle,
    noColour: words.problemNoColour,
  }
  return sentences[problem](variant)
}
