import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'questions',
  tables: [
    impersonal(
      'question',
      'id',
      'version',
      'course',
      'use',
      'type',
      'chapter',
      'outcome',
      'difficulty',
      'passage_unit',
      'passage_id',
      'mark',
      'cites',
      'fact',
      'source',
      'as_of',
      'shown',
      'content_hash',
      'current',
    ),
    impersonal('question_key', 'id', 'version', 'key', 'told'),
  ],
}
