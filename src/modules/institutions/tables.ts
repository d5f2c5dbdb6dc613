import type { Facility, Institution, Post } from './institution.ts'

export interface InstitutionTables {
  institution: { code: string; position: number; body: Institution }
  facility: { code: string; institution: string; position: number; body: Facility }
  post: { code: string; position: number; body: Post }
}
