import type { Db } from '#platform/db.ts'
import type { Facility, Institution, Post } from '../domain/entry.ts'
import { allFacilities, allInstitutions, allPosts } from '../store.ts'
import type { FocalDuty } from '../tables.ts'
import { dutiesAt } from './focal-points.ts'

export interface InstitutionPage {
  readonly institution: Institution
  readonly parent?: Institution
  /** Institutions and units that are part of it. */
  readonly parts: readonly Institution[]
  readonly facilities: readonly Facility[]
  /** The facility that this institution is, where the register knows it as both. */
  readonly self?: Facility
  readonly posts: readonly Post[]
  /** That somebody is responsible for training here; who she is, is not public. */
  readonly duties: readonly FocalDuty[]
}

/** An institution or unit with what belongs to it on a day; null when there is none of that code. */
export async function institutionByCode(db: Db, code: string, today: string): Promise<InstitutionPage | null> {
  const [institutions, facilities, posts] = await Promise.all([allInstitutions(db), allFacilities(db), allPosts(db)])
  const institution = institutions.find((one) => one.code === code)
  if (!institution) return null
  const parent = institutions.find((one) => one.code === institution.parent)
  const self = facilities.find((facility) => facility.sameAs === code)
  return {
    institution,
    ...(parent && { parent }),
    parts: institutions.filter((one) => one.parent === code),
    facilities: facilities.filter((facility) => facility.institution === code),
    ...(self && { self }),
    posts: posts.filter((post) => post.institutions.includes(code)),
    duties: await dutiesAt(db, code, today),
  }
}
