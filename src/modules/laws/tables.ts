import type { Act, Provision } from './act.ts'

export interface LawsTables {
  act: { code: string; position: number; body: Act }
  provision: { act: string; article: string; position: number; body: Provision }
}
