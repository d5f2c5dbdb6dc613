import { verbs } from '@putokaz/xapi'
import type { Told } from './progress.ts'
import type { StoppedAt } from './where-in-course.ts'

export const keptProgressFormat = 1

/** What a device keeps of a person’s progress in a course: all that telling it again needs, and nothing else. */
export interface KeptProgress {
  readonly format: typeof keptProgressFormat
  readonly person: string
  readonly course: string
  readonly told: readonly Told[]
  /** Of what version the attempts are. */
  readonly version: string
  /** Attempts under way, by test. */
  readonly open: readonly (readonly [test: string, attempt: string])[]
  /** Tests without attempts left. */
  readonly spent: readonly string[]
  readonly place?: StoppedAt & { readonly at: string }
}

const telling: ReadonlySet<string> = new Set([verbs.experienced, verbs.completed, verbs.passed, verbs.scored])

/** Of what is recorded, that from which progress is told; answers and whatever else was done stay where they are. */
export function toldForKeeping(told: Iterable<Told>): Told[] {
  return [...told].flatMap(({ statement: { verb, object, timestamp, result }, authority }) => {
    if (!telling.has(verb.id)) return []
    const scaled = result?.score?.scaled
    return [
      { statement: { verb: { id: verb.id }, object: { id: object.id }, timestamp, ...(scaled !== undefined && { result: { score: { scaled } } }) }, authority },
    ]
  })
}
