import type { Area, Jurisdiction } from './area.ts'

export interface AreasTables {
  area: { code: string; position: number; body: Area }
  jurisdiction: { code: string; position: number; body: Jurisdiction }
}
