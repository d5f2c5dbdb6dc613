import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'institutions',
  tables: [
    impersonal('institution', 'code', 'position', 'body'),
    impersonal('facility', 'code', 'institution', 'position', 'body'),
    impersonal('post', 'code', 'position', 'body'),
  ],
}
