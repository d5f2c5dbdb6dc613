/** What the register answers, in words: told once after a redirect, or beside the form that was refused. */
import type { Variant } from '#kernel/localized.ts'
import type { Fault, SaveRefusal, TenureUndoRefusal, UndoRefusal } from '#modules/institutions/index.ts'
import * as words from '#texts/generated/institutions.ts'
import { faultWords } from './register-words.ts'

const told = {
  saved: words.saved,
  same: words.savedNothing,
  undone: words.undone,
  removed: words.removedEntry,
  posted: words.posted,
  said: words.postSaid,
  ended: words.postingEnded,
  named: words.focalNamed,
  over: words.focalEnded,
} as const
export type Told = keyof typeof told

export function toldAt(url: URL, variant: Variant): string | undefined {
  const said = url.searchParams.get('done') ?? ''
  return Object.hasOwn(told, said) ? told[said as Told](variant) : undefined
}

/** What was typed stays in the form, with what is wrong beside each field. */
export interface RefusedForm {
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly { readonly text: string; readonly field?: string }[]
  readonly faults: Readonly<Record<string, string>>
  /** The version that is there now, and what somebody else changed: sent again, it holds. */
  readonly meanwhile?: { readonly version: number; readonly changes: readonly { key: string; field: string; before: string; after: string }[] }
}

export function refusedForm(form: string, typed: Readonly<Record<string, string>>, faults: readonly Fault[], variant: Variant): RefusedForm {
  const errors = faults.map((fault) => ({ text: faultWords(fault, variant), field: `${form}-${fault.field}` }))
  return { form, typed, errors: [...new Map(errors.map((error) => [error.text, error])).values()], faults: faultTexts(faults, variant) }
}

/** A form that is refused as a whole. */
export function refusedWith(form: string, typed: Readonly<Record<string, string>>, text: string): RefusedForm {
  return { form, typed, errors: [{ text }], faults: {} }
}

export function refusalText(refusal: SaveRefusal | UndoRefusal, variant: Variant): string {
  const said = {
    'not-allowed': words.notAllowed,
    faulty: words.errorTitle,
    'changed-meanwhile': words.changedMeanwhileTitle,
    'unknown-change': words.unknownChange,
    'too-late': words.undoTooLate,
    'in-use': words.undoInUse,
  }
  return said[refusal.reason](variant)
}

export function tenureUndoText(refusal: Exclude<TenureUndoRefusal, 'not-allowed'>, variant: Variant): string {
  const said = { 'changed-meanwhile': words.changedMeanwhileTitle, 'too-late': words.undoTooLate, 'in-the-way': words.undoInTheWay }
  return said[refusal](variant)
}

function faultTexts(faults: readonly Fault[], variant: Variant): Record<string, string> {
  return Object.fromEntries(faults.map((fault) => [fault.field, faultWords(fault, variant)]))
}
