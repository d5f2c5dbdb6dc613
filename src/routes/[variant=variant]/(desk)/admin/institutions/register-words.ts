/** What fields, rules and refusals of the register are called. */
import type { Variant } from '#kernel/localized.ts'
import type { Fault, FaultRule, FieldChange, TableName } from '#modules/institutions/index.ts'
import * as words from '#texts/generated/institutions.ts'

type Word = (variant: Variant) => string

const fields: Readonly<Record<string, Word>> = {
  code: words.fieldCode,
  form: words.fieldForm,
  parent: words.fieldParent,
  kind: words.fieldKind,
  jurisdiction: words.fieldJurisdiction,
  name_sr: words.fieldNameSr,
  name_sr_latn: words.fieldNameSrLatn,
  name_en: words.fieldNameEn,
  mandate_sr: words.fieldMandateSr,
  mandate_sr_latn: words.fieldMandateSrLatn,
  mandate_en: words.fieldMandateEn,
  source: words.fieldSource,
  mark: words.fieldMark,
  name_mark: words.fieldNameMark,
  institution: words.fieldInstitution,
  same_as: words.fieldSameAs,
  institutions: words.fieldInstitutions,
  areas: words.fieldAreas,
  facility: words.fieldFacility,
  status: words.fieldStatus,
  capacity: words.fieldCapacity,
  from: words.fieldFrom,
  to: words.fieldTo,
  seen: words.fieldSeen,
  seen_sr: words.fieldSeenSr,
  seen_sr_latn: words.fieldSeenSrLatn,
  seen_en: words.fieldSeenEn,
  note_sr: words.fieldNoteSr,
  note_sr_latn: words.fieldNoteSrLatn,
  note_en: words.fieldNoteEn,
  id: words.fieldId,
  login: words.fieldLogin,
  name: words.fieldName,
  post: words.fieldPost,
  place: words.fieldPlace,
  person: words.fieldPerson,
}

const rules: Readonly<Record<FaultRule, (variant: Variant, a: { field: string }) => string>> = {
  missing: words.ruleMissing,
  unknown: words.ruleUnknown,
  taken: words.ruleTaken,
  'code-form': words.ruleCodeForm,
  'too-long': words.ruleTooLong,
  circle: words.ruleCircle,
  'unit-alone': words.ruleUnitAlone,
  day: words.ruleDay,
  order: words.ruleOrder,
  number: words.ruleNumber,
  'no-time': words.ruleNoTime,
  overlap: words.ruleOverlap,
  fixed: words.ruleFixed,
  'not-yours': words.ruleNotYours,
}

export const tableNames = ['institution', 'facility', 'history', 'post', 'posting'] as const satisfies readonly TableName[]

export function fieldWords(field: string, variant: Variant): string {
  return fields[field]?.(variant) ?? field
}

export function faultWords({ field, rule }: Fault, variant: Variant): string {
  const said = field === 'login' && rule === 'unknown' ? words.ruleUnknownPerson : rules[rule]
  return said(variant, { field: fieldWords(field, variant) })
}

/** A field of a form, as far as it offers codes to choose from. */
interface Choosing {
  readonly name: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

/** A change as a line of the history says it; codes are said as the form that offers them says them. */
export function shownChange({ field, row, before, after }: FieldChange, variant: Variant, form: readonly Choosing[] = []) {
  const name = fieldWords(field, variant)
  const options = form.find((one) => one.name === field)?.options ?? []
  const labels = new Map(options.map(({ value, label }) => [value, label]))
  const said = (text: string) =>
    (labels.get(text) ??
      text
        .split(' ')
        .map((code) => labels.get(code) ?? code)
        .join(labels.size > 0 ? ', ' : ' ')) ||
    words.historyEmpty(variant)
  return {
    key: `${row ?? 0} ${field}`,
    field: row === undefined ? name : words.historyRow(variant, { field: name, row: String(row) }),
    before: words.historyWas(variant, { text: said(before) }),
    after: words.historyIs(variant, { text: said(after) }),
  }
}
