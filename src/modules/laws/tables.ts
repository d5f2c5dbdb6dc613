import type { Act, Provision } from './act.ts'

export interface LawsTables {
  act: { code: string; position: number; body: Act }
  source: { code: string; position: number; page: string }
  provision: { act: string; article: string; position: number; body: Provision }
}
