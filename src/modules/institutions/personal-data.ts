import { impersonal, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { forgetPerson } from './posting-store.ts'

const head = ['code', 'name', 'position', 'origin', 'version'] as const

const tables: readonly TableProcessing[] = [
  impersonal('institution', ...head, 'form', 'parent', 'kind', 'jurisdiction', 'mandate', 'source', 'name_mark', 'mark'),
  impersonal('facility', ...head, 'institution', 'kind', 'jurisdiction', 'same_as', 'remarks'),
  impersonal('facility_status', 'facility', 'position', 'status', 'from_day', 'to_day', 'seen_day', 'seen_words', 'note', 'source', 'mark'),
  impersonal('facility_capacity', 'facility', 'position', 'capacity', 'from_day', 'source', 'mark'),
  impersonal('post', ...head, 'mark'),
  impersonal('post_institution', 'post', 'institution', 'position'),
  impersonal('post_area', 'post', 'area', 'position'),
  impersonal('register_term', 'list', 'code', 'position', 'name'),
  {
    table: 'register_change',
    purpose: 'purposeRegisterHistory',
    basis: 'public-task',
    keptFor: 'lasting',
    columns: {
      ...{ id: 'key', at: 'trace', by_person: 'key', kind: 'none', code: 'none', version: 'none' },
      ...{ what: 'none', before: 'none', after: 'none', undoes: 'none' },
    },
  },
  {
    table: 'posting',
    purpose: 'purposePostings',
    basis: 'public-task',
    keptFor: 'account',
    columns: { id: 'key', person: 'key', post: 'work', place: 'work', from_day: 'work', to_day: 'work', noted_at: 'trace', noted_by: 'key' },
  },
  {
    table: 'tenure_change',
    purpose: 'purposeRegisterHistory',
    basis: 'public-task',
    keptFor: 'account',
    columns: {
      ...{ id: 'key', at: 'trace', by_person: 'key', person: 'key', place: 'work', kind: 'work', tenure: 'key', version: 'none' },
      ...{ before: 'work', after: 'work', undoes: 'none' },
    },
  },
  {
    table: 'focal_point',
    purpose: 'purposeFocalPoints',
    basis: 'public-task',
    keptFor: 'account',
    columns: { id: 'key', person: 'key', place: 'work', duty: 'work', from_day: 'work', to_day: 'work', noted_at: 'trace', noted_by: 'key' },
  },
]

export const personalData: PersonalData = {
  module: 'institutions',
  tables,
  exported: (db, person) => rowsOf(db, tables, { posting: 'person', focal_point: 'person', tenure_change: 'person', register_change: 'by_person' }, person),
  erase: (_, tx, person) => forgetPerson(tx, person),
}
