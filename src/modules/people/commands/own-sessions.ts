import type { PersonId } from '#kernel/id.ts'
import { isUuid } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { hashSecret } from '../secrets.ts'
import { endOtherSessions, endSessionOf } from '../session-store.ts'

/** Ends one of her own sessions. */
export async function endOwnSession(app: App, given: { person: PersonId; id: string }): Promise<Result<null, 'no-such-session'>> {
  const { person, id } = given
  if (!isUuid(id)) return refuse('no-such-session')
  return app.db.transact(async (tx) => {
    if (!(await endSessionOf(tx, person, id))) return refuse('no-such-session')
    await noteDeed(app, tx, { deed: 'people.session-ended', by: person, on: `session:${id}` })
    return done(null)
  })
}

/** Ends all of her sessions but the one she asks from, and says how many there were. */
export function endOwnOtherSessions(app: App, given: { person: PersonId; token: string }): Promise<number> {
  const { person, token } = given
  return app.db.transact(async (tx) => {
    const ended = await endOtherSessions(tx, person, hashSecret(token))
    await noteDeed(app, tx, { deed: 'people.sessions-ended', by: person, detail: { count: ended } })
    return ended
  })
}
