import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'courses',
  tables: [
    impersonal('course', 'code', 'current', 'announced', 'sample'),
    impersonal('course_version', 'id', 'course', 'version', 'content', 'content_hash', 'published_at'),
    impersonal('course_unit', 'course_version', 'slug', 'position', 'body'),
    impersonal('trainer_pack', 'course', 'body', 'sample', 'published_at'),
    impersonal('course_citation', 'course_version', 'unit', 'passage', 'act', 'article', 'as_of', 'source', 'fact', 'mark', 'owner', 'checked', 'next_check'),
  ],
}
