/** Acts and their provisions, as a plain public register. */
export type { Act, ActMark, Provision } from './act.ts'
export type { LawsFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { lawSearchTexts } from './queries/search-texts.ts'
export { actByCode, acts, loadLaws, provisionsOf } from './store.ts'
