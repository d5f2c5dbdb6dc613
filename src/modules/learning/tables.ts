import type { QuestionType, Response } from '#modules/questions/index.ts'

/** `version-gone`: its course version or a question is not here. `another-open`: she is at another attempt at the same test, and this one is not whole. */
export type StrandedReason = 'not-ours' | 'not-hers' | 'expired' | 'version-gone' | 'another-open'

export interface LearningTables {
  /** At most one attempt of a person at a test is open. */
  attempt: {
    id: string
    person: string
    course: string
    course_version: string
    test: string
    /** Decides what is drawn and in which order it is shown. */
    seed: string
    started_at: Date
    due_at: Date | null
    handed_in_at: Date | null
    points: number | null
    most: number
    /** In percent, as the course version said it. */
    pass: number
    passed: boolean | null
    taken_at: Date | null
    /** While it is set, a device has the test. */
    taken_until: Date | null
    /** The device that has it. */
    taken_by: string | null
    brought_back_at: Date | null
  }
  /** One row for each drawn item, from the start. `points` closes it: a row with points takes no answer any more. */
  attempt_answer: {
    attempt: string
    place: number
    item: string
    item_version: number
    type: QuestionType
    response: Response | null
    sequence: number
    statement: string | null
    saved_at: Date | null
    flagged: boolean
    points: number | null
    correct: boolean | null
  }
  /** Who was put forward for a course, and by whom first. */
  nomination: { person: string; course: string; nominated_by: string; nominated_at: Date }
  /** Attempts that were given beyond those of the rules. */
  attempt_grant: {
    id: string
    person: string
    course: string
    course_version: string
    test: string
    attempts: number
    granted_by: string
    granted_at: Date
  }
  note: { person: string; course: string; unit: string; passage: string; body: string; changed_at: Date }
  /** Where a person stopped reading a course. */
  reading_place: { person: string; course: string; unit: string; passage: string; changed_at: Date }
  /** `marked` false: it was taken away at `made_at`. */
  bookmark: { person: string; course: string; unit: string; passage: string; made_at: Date; marked: boolean }
  /** Work that came from a device for an attempt that is not known here and can't be begun anew. */
  stranded_attempt: { attempt: string; person: string; course: string | null; test: string | null; reason: StrandedReason; noted_at: Date }
  /** What devices sent that is no statement, by the id that it got there. */
  device_deed: { id: string; person: string; content_hash: Buffer; arrived_at: Date }
}
