import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { courseByCode } from '#modules/courses/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { LearningFact } from '../facts.ts'
import { addNomination, removeNomination } from '../nomination-store.ts'
import { peopleWithin } from '../queries/people-within.ts'

export type NominateRefusal = 'no-such-course' | 'nobody'

export interface ToNominate {
  readonly by: SignedIn
  readonly course: string
  readonly people: readonly string[]
}

const mostAtOnce = 200

/**
 * Puts people forward for a course; who is nominated already stays so. Somebody whom the doer is not responsible for is as if there
 * were no such person, and then nothing is done at all.
 */
export function nominate(app: App, given: ToNominate): Promise<Result<{ nominated: number }, NominateRefusal>> {
  return app.db.transact(async (tx): Promise<Result<{ nominated: number }, NominateRefusal>> => {
    const people = await theirs(app, tx, given)
    if (!people) return refuse('nobody')
    const course = await courseByCode(tx, given.course)
    if (!course) return refuse('no-such-course')
    const fresh: PersonId[] = []
    for (const person of people) {
      const row = { person, course: course.code, nominated_by: given.by.id, nominated_at: app.now() }
      if (!(await addNomination(tx, row))) continue
      fresh.push(person)
      await noteDeed(app, tx, { deed: 'learning.nominated', by: given.by.id, about: person, on: `course:${course.code}` })
    }
    await tell(
      app,
      tx,
      fresh.map((person): LearningFact => ({ kind: 'learning.nominated', body: { person, course: course.code } })),
    )
    return done({ nominated: fresh.length })
  })
}

/** Takes a nomination back, if it is there; what she learned stays hers. */
export function withdrawNomination(app: App, given: { by: SignedIn; course: string; person: string }): Promise<Result<null, 'nobody'>> {
  return app.db.transact(async (tx): Promise<Result<null, 'nobody'>> => {
    const [person] = (await theirs(app, tx, { ...given, people: [given.person] })) ?? []
    if (!person) return refuse('nobody')
    if (!(await removeNomination(tx, person, given.course))) return done(null)
    await noteDeed(app, tx, { deed: 'learning.nomination-withdrawn', by: given.by.id, about: person, on: `course:${given.course}` })
    return done(null)
  })
}

/** The people of these whom the doer may nominate; undefined when one of them is not hers, or there are none. */
async function theirs(app: App, tx: Tx, { by, people }: Pick<ToNominate, 'by' | 'people'>): Promise<PersonId[] | undefined> {
  const asked = [...new Set(people)].slice(0, mostAtOnce)
  const hers = await peopleWithin(app, tx, { actor: by, deed: 'nominate-people', people: asked })
  return asked.length > 0 && hers.length === asked.length ? hers : undefined
}
