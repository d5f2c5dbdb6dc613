import type { Competency } from './competency.ts'

export interface CompetencyTables {
  competency: { code: string; position: number; body: Competency }
}
