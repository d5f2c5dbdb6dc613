import { allBlocks } from '@putokaz/manuscript'
import { practiceItems } from '#modules/questions/index.ts'
import type { Db } from '#platform/db.ts'
import type { CourseVersionId, PublishedCourse } from '../domain/course.ts'
import type { KeptCourseBeside, KeptCourseText } from '../domain/kept-course.ts'
import { practiceIn } from '../domain/unit-page.ts'
import { hasPack } from '../pack-store.ts'
import { catalogue, courseVersion, unitsOf } from '../store.ts'

/** A version of a course as a device keeps it, also one that has been superseded; null when there is none. */
export async function keptCourseText(db: Db, id: CourseVersionId): Promise<KeptCourseText | null> {
  const published = await courseVersion(db, id)
  if (!published) return null
  const { id: _, ...course } = published
  return { code: course.code, version: course.version, course, units: await unitsOf(db, id) }
}

/** What stands beside a version for now. */
export async function keptCourseBeside(db: Db, course: PublishedCourse): Promise<KeptCourseBeside> {
  const units = await unitsOf(db, course.id)
  const blocks = units.flatMap(({ body: { source, english } }) => allBlocks([...source.blocks, ...(english?.blocks ?? [])]))
  const [practice, cards, packed] = await Promise.all([
    practiceItems(db, course.code, [...new Set(practiceIn(blocks))]),
    catalogue(db),
    hasPack(db, course.code),
  ])
  const prerequisites = cards.filter(({ code }) => course.prerequisites.includes(code)).map(({ code, title }) => ({ code, title }))
  return { practice, prerequisites, hasPack: packed }
}
