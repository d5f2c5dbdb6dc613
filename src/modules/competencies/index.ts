/** The competency framework: what people in posts are able to do, by area. */
export type { Competency } from './competency.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { competencies, loadCompetencies } from './store.ts'
