import { type AccountStatement, verbs } from '@putokaz/xapi'

/** A statement as it lies in the record, as far as progress is told from it: who vouches for it decides what it may prove. */
export interface Told {
  readonly statement: Pick<AccountStatement, 'verb' | 'object' | 'timestamp' | 'result'>
  readonly authority: 'centre' | 'device'
}

export interface TestProgress {
  /** Best result between 0 and 1. */
  readonly best?: number
  /** When it was first passed. */
  readonly passedAt?: string
}

/** How far a person is in one version of a course. */
export interface Progress {
  /** Units read, each with the first time. */
  readonly units: ReadonlyMap<string, string>
  readonly tests: ReadonlyMap<string, TestProgress>
  /** Unit opened last. */
  readonly lastUnit?: { readonly unit: string; readonly at: string }
  readonly completedAt?: string
}

interface Growing {
  units: Map<string, string>
  tests: Map<string, TestProgress>
  lastUnit?: { unit: string; at: string }
  completedAt?: string
}

/**
 * A person's progress in the course version whose activity id is `course`, told from what is recorded of her.
 *
 * Statements come late, twice and in any order, since devices go offline; the answer must not depend on that, so it
 * only ever takes the earliest moment, the latest place and the best score. That something was read a device may say;
 * that something was scored, passed or completed only the Centre.
 */
export function progressFrom(told: Iterable<Told>, course: string): Progress {
  const growing: Growing = { units: new Map(), tests: new Map() }
  for (const { statement, authority } of told) {
    const at = new Date(statement.timestamp).toISOString()
    const { id } = statement.object
    if (id === course) foldCourse(growing, statement, authority, at)
    else if (id.startsWith(`${course}/unit/`)) foldUnit(growing, statement, id.slice(course.length + 6), at)
    else if (id.startsWith(`${course}/test/`) && authority === 'centre') foldTest(growing, statement, id.slice(course.length + 6), at)
  }
  return growing
}

function foldCourse(growing: Growing, statement: Told['statement'], authority: Told['authority'], at: string): void {
  if (authority === 'centre' && statement.verb.id === verbs.completed) growing.completedAt = earliest(growing.completedAt, at)
}

function foldUnit(growing: Growing, statement: Told['statement'], unit: string, at: string): void {
  if (statement.verb.id !== verbs.experienced) return
  growing.units.set(unit, earliest(growing.units.get(unit), at))
  const { lastUnit } = growing
  if (!lastUnit || at > lastUnit.at || (at === lastUnit.at && unit > lastUnit.unit)) growing.lastUnit = { unit, at }
}

function foldTest(growing: Growing, statement: Told['statement'], test: string, at: string): void {
  const known = growing.tests.get(test) ?? {}
  const scaled = statement.result?.score?.scaled
  const { passed, scored } = verbs
  if (statement.verb.id === passed) growing.tests.set(test, { ...known, passedAt: earliest(known.passedAt, at) })
  if (statement.verb.id === scored && scaled !== undefined) growing.tests.set(test, { ...known, best: Math.max(known.best ?? 0, scaled) })
}

function earliest(a: string | undefined, b: string): string {
  return a !== undefined && a <= b ? a : b
}
