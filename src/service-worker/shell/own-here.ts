import type { OwnInCourse } from '../../routes/[variant=variant]/(read)/courses/own.ts'
import { signedInHere } from './signed-in-here.ts'
import { testsHere } from './taken-here.ts'

export interface OwnHere extends OwnInCourse {
  /** An opaque id, never a name. */
  readonly person: string
}

/** What whoever is signed in on this device has done in a course, as far as the device knows; null when nobody is. */
export async function ownHere(course: string): Promise<OwnHere | null> {
  const person = await signedInHere().catch(() => null)
  if (!person) return null
  const base = `/courses/${course}/`
  const read = person.read.flatMap((path) => (path.startsWith(base) ? [path.slice(base.length)] : []))
  return { person: person.id, read, testsHere: await testsHere(course).catch(() => []) }
}
