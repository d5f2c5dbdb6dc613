import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { refusePassword } from '../common-passwords.ts'
import type { PasswordRefusal } from '../domain/login.ts'
import type { FromWhere } from '../from-where.ts'
import { hashPassword, hashSecret } from '../secrets.ts'
import { changePerson, endSessionsOf, findPerson, findSecretOwner, isSecretGood, spendSecret } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type Entrance, letIn } from './open-session.ts'
import { shutOldWays } from './shut-old-ways.ts'

/** Enters for the first time by the link of the invitation, with a password that nobody else ever knew. */
export async function acceptInvitation(
  app: App,
  given: FromWhere & { secret: string; password: string },
): Promise<Result<Entrance, PasswordRefusal | 'link-spent' | 'too-many-tries'>> {
  const [secret, now] = [hashSecret(given.secret), app.now()]
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  // A password costs much to hash: not for one who has no letter.
  if (!(await isSecretGood(app.db, secret, 'accept-invitation', now))) return refuse('link-spent')
  const owner = await findSecretOwner(app.db, secret)
  const login = owner ? (await findPerson(app.db, owner.id))?.login : undefined
  const weak = await refusePassword(given.password, login ?? '')
  if (weak) return refuse(weak)
  const hash = await hashPassword(given.password, app.random(16))
  return app.db.transact(async (tx): Promise<Result<Entrance, 'link-spent'>> => {
    const spent = await spendSecret(tx, secret, 'accept-invitation', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    if (!person || person.disabled_at) return refuse('link-spent')
    // Whoever reads the letter owns the address. Somebody may have registered it meanwhile: his password and sessions go.
    await changePerson(tx, person.id, { password_hash: hash, email_confirmed_at: person.email_confirmed_at ?? now })
    await endSessionsOf(tx, person.id)
    await shutOldWays(app, tx, person.id)
    await noteDeed(app, tx, { deed: 'people.invitation-accepted', by: person.id as PersonId })
    return done(await letIn(app, tx, person.id, { way: 'letter', from: given, trusted: true }))
  })
}
