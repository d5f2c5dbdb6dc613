import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { settingsNow } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { refusePassword } from '../common-passwords.ts'
import { lettersPerAccount } from '../domain/limits.ts'
import { type LoginRefusal, type PasswordRefusal, parseEmail, parseName } from '../domain/login.ts'
import { hashPassword } from '../secrets.ts'
import { addPersonRow, changePerson, findByLogin, grantRole } from '../store.ts'
import { type Asker, mayCheckSecret } from './check-allowance.ts'

export interface Registration {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly variant: Variant
  readonly next: string | null
  readonly address: string
}
export type RegistrationRefusal = LoginRefusal | PasswordRefusal | 'name-missing' | 'too-many-tries' | 'registration-closed'

/**
 * Opens an account that works once its e-mail is confirmed. Whether somebody has that e-mail already is not said here:
 * its owner hears of it by mail. Where the centre opens all accounts itself, nobody registers.
 */
export async function registerByEmail(app: App, given: Registration): Promise<Result<null, RegistrationRefusal>> {
  if (!(await settingsNow(app)).signIn.selfRegistration) return refuse('registration-closed')
  const email = parseEmail(given.email)
  if (!email.ok) return email
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const weak = await refusePassword(given.password, email.value)
  if (weak) return refuse(weak)
  const asker: Asker = { account: `register:${email.value}`, address: given.address, perAccount: lettersPerAccount }
  if (!(await mayCheckSecret(app, asker))) return refuse('too-many-tries')
  const [id, now, hash] = [app.newId(), app.now(), await hashPassword(given.password, app.random(16))]
  const person = {
    id,
    login: email.value,
    email: email.value,
    email_confirmed_at: null,
    password_hash: hash,
    display_name: name,
    variant: given.variant,
    sample: false,
    created_at: now,
  }
  return app.db.transact(async (tx) => {
    const isNew = await addPersonRow(tx, person)
    if (isNew) await grantRole(tx, id, 'learner')
    const known = isNew ? undefined : await findByLogin(tx, email.value)
    if (known?.email_confirmed_at) {
      await tell(app, tx, [{ kind: 'people.already-registered', body: { person: known.id } }])
      return done(null)
    }
    // Until somebody proves that the address is hers, the last registration counts.
    if (known) await changePerson(tx, known.id, { password_hash: hash, display_name: name })
    await tell(app, tx, [{ kind: 'people.email-to-confirm', body: { person: known?.id ?? id, next: given.next } }])
    return done(null)
  })
}
