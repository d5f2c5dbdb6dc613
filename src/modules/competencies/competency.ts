import type { Localized } from '#kernel/localized.ts'

/** An observable deed that a post asks for, in one area. */
export interface Competency {
  readonly code: string
  readonly area: string
  readonly name: Localized
}
