import type { Mark, TermSource } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'

/** A word of the field with its meaning. */
export interface Term {
  readonly id: string
  readonly term: Localized
  /** Other words for it, in any language. */
  readonly also: readonly string[]
  /** Forms that no rule of cases finds, or finds wrongly. */
  readonly forms?: readonly string[]
  readonly definition: Localized
  readonly fact?: string
  readonly mark: Mark
  readonly areas: readonly string[]
}

export function termOf({ file: _file, line: _line, ...term }: TermSource): Term {
  return term
}
