import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { hashSecret } from '../secrets.ts'
import { changePerson, endSessionsOf, findPerson, spendSecret } from '../store.ts'
import { type OpenSession, openSession } from './open-session.ts'

/** Confirms an e-mail by the secret from its letter, signs the person in and says where she came from. */
export function confirmEmail(app: App, secret: string): Promise<Result<OpenSession & { next: string | null }, 'link-spent'>> {
  return app.db.transact(async (tx) => {
    const now = app.now()
    const spent = await spendSecret(tx, hashSecret(secret), 'confirm-email', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    if (!spent || !person || person.disabled_at) return refuse('link-spent')
    await changePerson(tx, person.id, { email_confirmed_at: now })
    await endSessionsOf(tx, person.id)
    return done({ ...(await openSession(app, tx, person.id)), next: spent.next })
  })
}
