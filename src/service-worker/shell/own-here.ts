import type { KeptCourse } from '#kept/contract.ts'
import { waitsForChapters } from '#modules/courses/domain/course.ts'
import { whereHere } from '#modules/learning/device/progress/where-here.ts'
import { outlineFrom } from '#modules/learning/domain/course-outline.ts'
import { type OwnInCourse, ownFrom } from '../../routes/[variant=variant]/(read)/courses/own-from.ts'
import { openWhereKnown } from './signed-in-here.ts'
import { testsHere } from './taken-here.ts'

export interface OwnHere extends OwnInCourse {
  /** An opaque id, never a name. */
  readonly person: string
}

/** What whoever is signed in on this device has done in a course, as far as the device knows; null when nobody is. */
export async function ownHere({ course }: KeptCourse): Promise<OwnHere | null> {
  const rows = await openWhereKnown()
  try {
    const owner = await rows?.owner()
    if (!rows || !owner) return null
    const tests = await testsHere(course.code).catch(() => [])
    const handedIn = new Set(tests.flatMap(({ attempt, isHandedIn }) => (isHandedIn ? [attempt] : [])))
    const outline = outlineFrom(course, waitsForChapters(course))
    const where = await whereHere(rows, owner, { code: course.code, version: course.version, outline, handedIn })
    const { next, progress } = where
    const isTest = next.kind === 'test' || next.kind === 'attempt'
    if (!isTest || tests.some(({ test }) => test === next.test)) return { person: owner.person, ...ownFrom(where), testsHere: tests }
    // That test needs a network: until there is one, reading goes on.
    const unit = outline.chapters.flatMap(({ units }) => units).find((slug) => !progress.units.has(slug))
    return { person: owner.person, read: [...progress.units.keys()], ...(unit !== undefined && { goOn: `/${unit}` }), testsHere: tests }
  } finally {
    rows?.close()
  }
}
