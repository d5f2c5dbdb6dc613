import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { removeApp, removePasskeysOf, replaceRecoveryHashes } from '../factor-store.ts'
import { isSamePerson } from '../queries/same-person.ts'
import { endSessionsOf, findByLogin } from '../store.ts'
import { type Desk, doer, onPerson } from './manage-people.ts'

export type DropRefusal = 'not-allowed' | 'nobody' | 'nothing-to-drop' | 'own-factors'

/** Why somebody's second factors are taken away. */
export const dropReasons = ['lost', 'broken', 'misused'] as const
export type DropReason = (typeof dropReasons)[number]

export function isDropReason(text: string): text is DropReason {
  return (dropReasons as readonly string[]).includes(text)
}

/**
 * Takes all second factors of a person away and ends her sessions: for one who lost them, after somebody made sure that it is she.
 * Her password stays, and she hears of it by letter. Nobody does it to herself: whoever sits at her open session would be rid of them.
 */
export function dropSecondFactors(app: App, given: { desk: Desk; person: string; reason?: DropReason }): Promise<Result<null, DropRefusal>> {
  const { desk, reason } = given
  return onPerson(app, given, async (tx, { id }): Promise<Result<null, DropRefusal>> => {
    if (desk !== 'terminal' && (await isSamePerson(tx, id, desk.id))) return refuse('own-factors')
    const [hadApp, passkeys] = [await removeApp(tx, id), await removePasskeysOf(tx, id)]
    await replaceRecoveryHashes(tx, id, [], app.now())
    if (!hadApp && passkeys === 0) return refuse('nothing-to-drop')
    await endSessionsOf(tx, id)
    await noteDeed(app, tx, { deed: 'people.second-factors-dropped', by: doer(desk), about: id, ...(reason && { detail: { reason } }) })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person: id, what: 'factors-dropped' } }])
    return done(null)
  })
}

/** The same from the terminal. */
export async function dropSecondFactorsByLogin(app: App, login: string): Promise<Result<null, DropRefusal>> {
  const person = await findByLogin(app.db, login.trim().toLowerCase())
  return person ? dropSecondFactors(app, { desk: 'terminal', person: person.id }) : refuse('nobody')
}
