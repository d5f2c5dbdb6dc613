/** Acts and their provisions, as a plain public register, and the sources that facts of the Centre rest on. */
export type { Act, ActMark, Provision, Source } from './act.ts'
export type { LawsFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { lawSearchTexts } from './queries/search-texts.ts'
export { actByCode, acts, loadLaws, loadSources, provisionsOf, sources } from './store.ts'
