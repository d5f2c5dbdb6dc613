/** Finding what the Centre has, whatever the script, the diacritics and the case endings a question is typed with. */
export { indexTexts } from './commands/index-texts.ts'
export type { Found, Hit } from './domain/found.ts'
export { searchKinds } from './domain/kinds.ts'
export type { Segment } from './domain/snippet.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { searchFor } from './queries/search-for.ts'
export { reactions } from './reactions/index.ts'
