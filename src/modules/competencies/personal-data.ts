import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'competencies',
  tables: [impersonal('competency', 'code', 'position', 'body')],
}
