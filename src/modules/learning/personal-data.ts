import { byAge, deleteRowsOf, type ExportedPart, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { answersOf, attemptsOf } from './attempt-store.ts'

const place = { person: 'key', course: 'learning', unit: 'learning', passage: 'learning' } as const

const tables: readonly TableProcessing[] = [
  {
    table: 'attempt',
    purpose: 'purposeTests',
    basis: 'public-task',
    keptFor: 'record',
    columns: {
      id: 'key',
      person: 'key',
      course: 'learning',
      course_version: 'none',
      test: 'learning',
      seed: 'none',
      started_at: 'trace',
      due_at: 'trace',
      handed_in_at: 'trace',
      points: 'learning',
      most: 'learning',
      pass: 'none',
      passed: 'learning',
      taken_at: 'trace',
      taken_until: 'trace',
      taken_by: 'key',
      brought_back_at: 'trace',
    },
  },
  {
    table: 'attempt_answer',
    purpose: 'purposeTests',
    basis: 'public-task',
    keptFor: 'record',
    columns: {
      attempt: 'key',
      place: 'none',
      item: 'learning',
      item_version: 'none',
      type: 'none',
      response: 'words',
      sequence: 'none',
      statement: 'key',
      saved_at: 'trace',
      flagged: 'learning',
      points: 'learning',
      correct: 'learning',
    },
  },
  {
    table: 'stranded_attempt',
    purpose: 'purposeTests',
    basis: 'public-task',
    keptFor: 'account',
    columns: { attempt: 'key', person: 'key', course: 'learning', test: 'learning', reason: 'learning', noted_at: 'trace' },
  },
  {
    table: 'nomination',
    purpose: 'purposeNomination',
    basis: 'public-task',
    keptFor: 'account',
    columns: { person: 'key', course: 'learning', nominated_by: 'key', nominated_at: 'trace' },
  },
  {
    table: 'attempt_grant',
    purpose: 'purposeTests',
    basis: 'public-task',
    keptFor: 'account',
    columns: {
      id: 'key',
      person: 'key',
      course: 'learning',
      course_version: 'none',
      test: 'learning',
      attempts: 'learning',
      granted_by: 'key',
      granted_at: 'trace',
    },
  },
  { table: 'note', purpose: 'purposeNotes', basis: 'public-task', keptFor: 'account', columns: { ...place, body: 'words', changed_at: 'trace' } },
  { table: 'reading_place', purpose: 'purposeNotes', basis: 'public-task', keptFor: 'account', columns: { ...place, changed_at: 'trace' } },
  { table: 'bookmark', purpose: 'purposeNotes', basis: 'public-task', keptFor: 'account', columns: { ...place, made_at: 'trace', marked: 'learning' } },
  {
    table: 'device_deed',
    purpose: 'purposeNotes',
    basis: 'public-task',
    keptFor: 'account',
    columns: { id: 'key', person: 'key', content_hash: 'none', arrived_at: 'trace' },
  },
]

const whose = {
  attempt: 'person',
  stranded_attempt: 'person',
  nomination: 'person',
  attempt_grant: 'person',
  note: 'person',
  reading_place: 'person',
  bookmark: 'person',
  device_deed: 'person',
} as const

export const personalData: PersonalData = {
  module: 'learning',
  tables,
  async exported(db, person) {
    const answers: ExportedPart['rows'][number][] = []
    const own = (await attemptsOf(db, person)).filter((attempt) => attempt.person === person)
    for (const { id } of own) answers.push(...(await answersOf(db, id)).map((row) => ({ ...row })))
    return [...(await rowsOf(db, tables, whose, person)), { table: 'attempt_answer', rows: answers }]
  },
  // Answers go with their attempt.
  erase: (_app, tx, person) => deleteRowsOf(tx, whose, person),
  retention: [byAge('attempts', 'recordMonths', { table: 'attempt', column: 'started_at' })],
}
