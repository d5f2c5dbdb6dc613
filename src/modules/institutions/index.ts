/** The register of institutions, their facilities with history, and the posts people hold in them. */
export { loadInstitutions } from './commands/load-institutions.ts'
export type { InstitutionsFact } from './facts.ts'
export type { Facility, Institution, Post, RegisterMark, StatusSpell } from './institution.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { type InstitutionPage, institutionByCode } from './queries/institution-page.ts'
export { institutionSearchTexts } from './queries/search-texts.ts'
export { allFacilities, allInstitutions, allPosts, type InstitutionRegister } from './store.ts'
