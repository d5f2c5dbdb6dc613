import { impersonal, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { forgetEditor } from './store.ts'

const tables: readonly TableProcessing[] = [
  impersonal('competency', 'code', 'position', 'area', 'name'),
  impersonal('competency_level', 'level', 'name'),
  impersonal('post_requirement', 'post', 'competency', 'level'),
  impersonal('requirement_state', 'post', 'origin', 'version'),
  {
    table: 'requirement_change',
    purpose: 'purposeRegisterHistory',
    basis: 'public-task',
    keptFor: 'lasting',
    columns: { id: 'key', at: 'trace', by_person: 'key', post: 'none', version: 'none', before: 'none', after: 'none' },
  },
]

export const personalData: PersonalData = {
  module: 'competencies',
  tables,
  exported: (db, person) => rowsOf(db, tables, { requirement_change: 'by_person' }, person),
  erase: (_, tx, person) => forgetEditor(tx, person),
}
