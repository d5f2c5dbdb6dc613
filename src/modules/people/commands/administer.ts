/** Deeds of the administrator at the terminal. */
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { parseEmail, parseName } from '../domain/login.ts'
import type { Role } from '../domain/roles.ts'
import { hashPassword } from '../secrets.ts'
import { addPersonRow, changePerson, endSessionsOf, findByLogin, grantRole, takeRole } from '../store.ts'

export interface PersonToAdd {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly variant: Variant
  /** Only for the sample accounts; everybody else chooses her own through the reset letter. */
  readonly password?: string
  readonly sample: boolean
}

export async function addPerson(
  app: App,
  given: PersonToAdd,
): Promise<Result<string, 'email-malformed' | 'user-name-malformed' | 'name-missing' | 'already-there'>> {
  const email = parseEmail(given.email)
  if (!email.ok) return email
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const hash = given.password === undefined ? null : await hashPassword(given.password, app.random(16))
  const [id, now] = [app.newId(), app.now()]
  return app.db.transact(async (tx) => {
    const person = {
      id,
      login: email.value,
      email: email.value,
      email_confirmed_at: now,
      password_hash: hash,
      display_name: name,
      variant: given.variant,
      sample: given.sample,
      created_at: now,
    }
    if (!(await addPersonRow(tx, person))) return refuse('already-there')
    for (const role of given.roles) await grantRole(tx, id, role)
    return done(id)
  })
}

/** Grants or takes a role; it acts with the next request, since roles are read with each session. */
export function changeRole(app: App, given: { login: string; role: Role; grant: boolean }): Promise<Result<null, 'nobody'>> {
  return app.db.transact(async (tx) => {
    const person = await findByLogin(tx, given.login.trim().toLowerCase())
    // An address that nobody confirmed may be anybody's account.
    if (!person || (given.grant && person.email !== null && person.email_confirmed_at === null)) return refuse('nobody')
    await (given.grant ? grantRole : takeRole)(tx, person.id, given.role)
    return done(null)
  })
}

/** Closes an account and ends its sessions; what she learned stays hers. */
export function disablePerson(app: App, login: string): Promise<Result<null, 'nobody'>> {
  return app.db.transact(async (tx) => {
    const person = await findByLogin(tx, login.trim().toLowerCase())
    if (!person) return refuse('nobody')
    await changePerson(tx, person.id, { disabled_at: app.now() })
    await endSessionsOf(tx, person.id)
    return done(null)
  })
}
