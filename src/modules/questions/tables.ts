import type { Cite, Mark } from '@putokaz/manuscript'
import type { AnswerKey, Asked, Told } from './domain/question.ts'

export interface QuestionsTables {
  /** Every version of every question; a row is never changed but for `current`. */
  question: {
    id: string
    version: number
    course: string
    use: 'practice' | 'graded'
    type: string
    chapter: string
    outcome: string
    difficulty: 1 | 2 | 3
    passage_unit: string
    passage_id: string | null
    mark: Mark
    cites: Cite[]
    fact: string | null
    source: string | null
    as_of: string | null
    shown: Asked
    content_hash: string
    /** At most one version of a question is current; a withdrawn question has none. */
    current: boolean
  }
  /** Kept apart, so that the queries that show a question cannot carry its key along. */
  question_key: { id: string; version: number; key: AnswerKey; told: Told }
}
