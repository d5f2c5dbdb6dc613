import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'laws',
  tables: [
    impersonal('act', 'code', 'position', 'body'),
    impersonal('provision', 'act', 'article', 'position', 'body'),
    impersonal('source', 'code', 'position', 'page'),
  ],
}
