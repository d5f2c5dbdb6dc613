import type { Localized } from '#kernel/localized.ts'

/** An observable deed that a post asks for, in one area. */
export interface Competency {
  readonly code: string
  readonly area: string
  readonly name: Localized
}

/** How well somebody masters a competency, from 1 to 4, in words she would use herself. */
export interface CompetencyLevel {
  readonly level: number
  readonly name: Localized
}

/** The level of a competency that a post asks for. */
export interface Requirement {
  readonly competency: string
  readonly level: number
}

/** What a post asks for in its own areas unless somebody says otherwise, and what is proposed for the others. */
export const usualLevel = { own: 3, other: 2 } as const
