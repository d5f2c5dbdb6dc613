import type { WhereInCourse } from '#modules/learning/index.ts'

/** A test that this device took along. Only the device knows of it, so only its shell tells a page. */
export interface TestHere {
  readonly test: string
  readonly attempt: string
  /** Handed in on the device; its answers may still wait for a network. */
  readonly isHandedIn: boolean
}

/** What a signed-in reader has read of a course, and where she goes on; the path is below the course. */
export interface OwnInCourse {
  readonly read: readonly string[]
  readonly goOn?: string
  readonly testsHere?: readonly TestHere[]
}

/** The same on the server and on a device. */
export function ownFrom({ progress, next, passage }: WhereInCourse): OwnInCourse {
  const read = [...progress.units.keys()]
  if (next.kind === 'unit' && !next.first) return { read, goOn: `/${next.unit}${passage ? `#${passage}` : ''}` }
  return next.kind === 'test' || next.kind === 'attempt' ? { read, goOn: `/tests/${next.test}` } : { read }
}
