/** The seven areas of the plan, and the jurisdictions that laws and content belong to. */
export type { Area, Jurisdiction } from './area.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { areas, jurisdictions, loadAreas } from './store.ts'
