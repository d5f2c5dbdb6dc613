import type { Db } from '#platform/db.ts'
import type { Facility, Institution, Post } from '../institution.ts'
import { allFacilities, allInstitutions, allPosts } from '../store.ts'

export interface InstitutionPage {
  readonly institution: Institution
  readonly parent?: Institution
  readonly parts: readonly Institution[]
  readonly facilities: readonly Facility[]
  readonly posts: readonly Post[]
}

/** An institution with what belongs to it; null when there is none of that code. */
export async function institutionByCode(db: Db, code: string): Promise<InstitutionPage | null> {
  const [institutions, facilities, posts] = await Promise.all([allInstitutions(db), allFacilities(db), allPosts(db)])
  const institution = institutions.find((one) => one.code === code)
  if (!institution) return null
  const parent = institutions.find((one) => one.code === institution.parent)
  return {
    institution,
    ...(parent && { parent }),
    parts: institutions.filter((one) => one.parent === code),
    facilities: facilities.filter((facility) => facility.institution === code),
    posts: posts.filter((post) => post.institutions.includes(code)),
  }
}
