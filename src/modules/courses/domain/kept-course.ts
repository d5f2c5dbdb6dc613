import type { KeyedItem } from '#modules/questions/index.ts'
import type { Course } from './course.ts'
import type { UnitBody } from './written-text.ts'

/** A version of a course as a device keeps it: it never changes, so its file has one hash for ever. */
export interface KeptCourseText {
  readonly code: string
  readonly version: string
  readonly course: Course
  readonly units: readonly { readonly slug: string; readonly body: UnitBody }[]
}

/** What stands beside the version and may change while it stays: practice questions have versions of their own. */
export interface KeptCourseBeside {
  /** Practice only, with keys: a device answers at once. Of a graded question nothing is here. */
  readonly practice: readonly KeyedItem[]
  readonly prerequisites: readonly Pick<Course, 'code' | 'title'>[]
  readonly hasPack: boolean
}

/** Addresses of all files that the units show or offer, in both scripts. */
export function filesOfUnits(units: KeptCourseText['units']): string[] {
  return [...new Set(units.flatMap(({ body }) => Object.values(body.files).flatMap(({ href, latin }) => (latin === undefined ? [href] : [href, latin]))))]
}
