import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { isSamePerson } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { answersOf, findAttempt, setFlag } from '../attempt-store.ts'
import { decideFlag, type FlagRefusal } from '../domain/attempt.ts'
import { stateOf } from '../queries/attempt-state.ts'

/** Marks a question to come back to it, or takes the mark away. */
export function flagItem(
  app: App,
  given: { person: PersonId; attempt: string; item: string; flagged: boolean },
): Promise<Result<null, FlagRefusal | 'no-such-attempt'>> {
  return app.db.transact(async (tx) => {
    const attempt = await findAttempt(tx, given.attempt)
    if (!attempt || !(await isSamePerson(tx, attempt.person, given.person))) return refuse('no-such-attempt')
    const row = (await answersOf(tx, given.attempt)).find(({ item }) => item === given.item)
    const decision = decideFlag(stateOf(attempt), row, app.now())
    if (decision.ok) await setFlag(tx, given.attempt, given.item, given.flagged)
    return decision.ok ? done(null) : decision
  })
}
