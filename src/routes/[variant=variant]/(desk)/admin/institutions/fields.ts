/** What a form of the register asks, field by field. */
import type { Localized, Variant } from '#kernel/localized.ts'
import { areas, jurisdictions } from '#modules/areas/index.ts'
import { allInstitutions, type EntryKind, registerMarks, registerTerms } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db.ts'
import * as helpWords from '#texts/generated/help.ts'
import * as words from '#texts/generated/institutions.ts'
import { sayingIn } from '../../../(read)/said.ts'
import { fieldWords } from './register-words.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface FormField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** Explained to whoever asks. */
  readonly help?: { readonly text: string; readonly page: string }
  readonly lines?: number
  readonly required?: boolean
  readonly lang?: string
  readonly options?: readonly Option[]
  /** The first line of a choice that may stay open. */
  readonly none?: string
  readonly many?: boolean
}

/** Everything a form can choose from, in the words of a reader. */
export async function choices(db: Db, variant: Variant) {
  const [bodies, orders, terms, fields] = [await allInstitutions(db), await jurisdictions(db), await registerTerms(db), await areas(db)]
  const say = sayingIn(variant)
  const option = ({ code, name }: { code: string; name: Localized }): Option => ({ value: code, label: say(name).text })
  return {
    institutions: bodies.map(option),
    jurisdictions: orders.map(({ code, name, place }) => option({ code, name: place ?? name })),
    institutionKinds: terms.institutionKinds.map(option),
    facilityKinds: terms.facilityKinds.map(option),
    statuses: terms.statuses.map(option),
    areas: fields.map(({ code, short }) => option({ code, name: short })),
    marks: registerMarks.map((mark): Option => ({ value: mark, label: markWords[mark](variant) })),
  }
}
export type Choices = Awaited<ReturnType<typeof choices>>

const marksHelp = (variant: Variant) => ({ text: helpWords.hintMarks(variant), page: 'read-the-marks' })
const markWords = { V: words.markV, B: words.markB, check: words.markCheck, I: words.markI }

const scripts = { sr: 'sr-Cyrl', sr_latn: 'sr-Latn', en: 'en' } as const

function inScripts(field: string, variant: Variant, lines = 1): FormField[] {
  return Object.entries(scripts).map(([ending, lang]) => ({
    name: `${field}_${ending}`,
    label: fieldWords(`${field}_${ending}`, variant),
    lang,
    lines,
    required: field === 'name' && ending === 'sr',
    ...(ending === 'sr_latn' && { hint: words.fieldNameSrLatnHint(variant) }),
  }))
}

/** The fields of an entry. Its code is asked once, when it is new. */
export function entryFields(kind: EntryKind, { variant, isNew, from }: { variant: Variant; isNew: boolean; from: Choices }): FormField[] {
  const field = (name: string, more: Partial<FormField> = {}): FormField => ({ name, label: fieldWords(name, variant), ...more })
  const codeHint = kind === 'facility' ? words.fieldCodeHintFacility(variant) : words.fieldCodeHint(variant)
  const code = isNew ? [field('code', { hint: codeHint, required: true })] : []
  const jurisdiction = field('jurisdiction', { options: from.jurisdictions, required: true })
  const mark = field('mark', { options: from.marks, required: true, help: marksHelp(variant) })
  if (kind === 'post')
    return [
      ...code,
      ...inScripts('name', variant),
      field('institutions', { options: from.institutions, many: true, required: true }),
      field('areas', { options: from.areas, many: true, required: true }),
      mark,
    ]
  if (kind === 'facility')
    return [
      ...code,
      ...inScripts('name', variant),
      field('kind', { options: from.facilityKinds, required: true }),
      field('institution', { options: from.institutions, required: true }),
      jurisdiction,
      field('same_as', { options: from.institutions, none: words.fieldSameAsNone(variant) }),
    ]
  const forms = [
    { value: 'institution', label: words.formInstitution(variant) },
    { value: 'unit', label: words.formUnit(variant) },
  ]
  return [
    ...code,
    field('form', { options: forms, required: true }),
    field('parent', { options: from.institutions, none: words.fieldParentNone(variant) }),
    ...inScripts('name', variant),
    field('kind', { options: from.institutionKinds, required: true }),
    jurisdiction,
    ...inScripts('mandate', variant, 4),
    field('source', { hint: words.fieldSourceHint(variant) }),
    mark,
    field('name_mark', { options: from.marks, none: words.fieldNameMarkNone(variant) }),
  ]
}

/** What is asked for a new status, or a new number of places. */
export function spellFields(of: 'status' | 'capacity', { variant, from }: { variant: Variant; from: Choices }): FormField[] {
  const field = (name: string, more: Partial<FormField> = {}): FormField => ({ name, label: fieldWords(name, variant), ...more })
  const day = words.fieldDayHint(variant)
  const sure = [field('source', { hint: words.fieldSourceHint(variant) }), field('mark', { options: from.marks, required: true, help: marksHelp(variant) })]
  if (of === 'capacity') return [field('capacity', { required: true }), field('from', { hint: day }), ...sure]
  return [
    field('status', { options: from.statuses, required: true }),
    field('from', { hint: day }),
    field('to', { hint: day }),
    field('seen', { hint: words.fieldSeenHint(variant) }),
    ...inScripts('note', variant, 3).filter(({ name }) => name !== 'note_sr_latn'),
    ...sure,
  ]
}

/** What was typed, flat: a choice of many as words. */
export function typedIn(form: FormData, names: readonly string[]): Record<string, string> {
  const text = (name: string) => form.getAll(name).filter((value) => typeof value === 'string')
  return Object.fromEntries(names.map((name) => [name, text(name).join(' ')]))
}
