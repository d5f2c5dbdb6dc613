import { impersonal, type PersonalData } from '#platform/personal-data.ts'

export const personalData: PersonalData = {
  module: 'areas',
  tables: [impersonal('area', 'code', 'position', 'body'), impersonal('jurisdiction', 'code', 'position', 'body')],
}
