import type { Localized } from '#kernel/localized.ts'
import type { Requirement } from './competency.ts'

export interface CompetencyTables {
  competency: { code: string; position: number; area: string; name: Localized }
  competency_level: { level: number; name: Localized }
  post_requirement: { post: string; competency: string; level: number }
  requirement_state: { post: string; origin: 'sample' | 'edited'; version: number }
  requirement_change: {
    id: string
    at: Date
    /** Null when the person's account is gone. */
    by_person: string | null
    post: string
    version: number
    before: readonly Requirement[]
    after: readonly Requirement[]
  }
}
