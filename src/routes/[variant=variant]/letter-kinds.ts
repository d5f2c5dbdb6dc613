import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/letters.ts'

/** Each kind has a text `kind` + its name; a kind of an older program keeps its bare name. */
export function kindWord(kind: string, variant: Variant): string {
  const key = `kind${kind.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())}`
  const word = (words as unknown as Readonly<Record<string, ((variant: Variant) => string) | undefined>>)[key]
  return word?.(variant) ?? kind
}
