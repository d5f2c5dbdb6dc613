import type { Localized } from '#kernel/localized.ts'
import { type RegisterMark, registerMarks } from './entry.ts'

/** An entry as flat text: what a row of a table and a form both hold. */
export type Cells<Name extends string> = Readonly<Record<Name, string>>
type In<Field extends string> = `${Field}_sr` | `${Field}_sr_latn` | `${Field}_en`

const endings = { 'sr-Cyrl': 'sr', 'sr-Latn': 'sr_latn', en: 'en' } as const

export function localizedInto<Field extends string>(field: Field, text: Localized | undefined): Cells<In<Field>> {
  return Object.fromEntries(Object.entries(endings).map(([variant, ending]) => [`${field}_${ending}`, text?.[variant as keyof Localized] ?? ''])) as Cells<
    In<Field>
  >
}

export function localizedFrom<Field extends string>(cells: Cells<In<Field>>, field: Field): Localized {
  const pairs = Object.entries(endings).map(([variant, ending]) => [variant, cells[`${field}_${ending}` as In<Field>]] as const)
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''))
}

export function optional<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  return (text === '' ? {} : { [key]: text }) as { readonly [K in Key]?: string }
}

/** The mark as written; what is none is taken for one that must be checked. */
export function markFrom(text: string): RegisterMark {
  return registerMarks.find((mark) => mark === text) ?? 'check'
}
