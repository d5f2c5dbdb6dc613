import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { codeDays, later } from '../domain/limits.ts'
import { parseEmail, parseName } from '../domain/login.ts'
import type { Role, Scope } from '../domain/roles.ts'
import { codeFrom, hashSecret } from '../secrets.ts'
import { addPersonRow, addSecret, dropSecretsOf, findByLogin, grantRole } from '../store.ts'
import { type Desk, doer, mayManage, onPerson } from './manage-people.ts'

export interface Invitation {
  readonly desk: Desk
  readonly name: string
  /** Empty: she gets a code on paper instead of a letter. */
  readonly email: string
  readonly role: Role
  readonly scope: Scope
  readonly place: string | null
  readonly variant: Variant
}
export type InvitationRefusal = 'not-allowed' | 'name-missing' | 'email-malformed'

/** A code for one person to be printed now: it can't be shown again. */
export interface PrintedCode {
  readonly person: string
  readonly name: string
  readonly code: string
  readonly expires: Date
}

/**
 * Opens an account for somebody, who chooses her own password: by the link of a letter, or with a code on paper. Whether the address
 * has an account already is not said: its owner hears of it by the letter, and nothing about her account changes.
 */
export async function invitePerson(app: App, given: Invitation): Promise<Result<PrintedCode | null, InvitationRefusal>> {
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const email = given.email.trim() === '' ? done(null) : parseEmail(given.email)
  if (!email.ok) return refuse('email-malformed')
  const [id, code] = [app.newId(), codeFrom(app.random(12))]
  return app.db.transact(async (tx): Promise<Result<PrintedCode | null, InvitationRefusal>> => {
    if (!mayManage(given.desk)) return refuse('not-allowed')
    const isNew = await addInvited(app, tx, { ...given, id, name, email: email.value })
    const known = isNew || email.value === null ? undefined : await findByLogin(tx, email.value)
    const person = known?.id ?? id
    await noteDeed(app, tx, { deed: 'people.invited', by: doer(given.desk), about: person, detail: { role: given.role, scope: given.scope, new: isNew } })
    if (email.value === null) return done(await addAccessCode(app, tx, { person, name, code }))
    await tell(app, tx, [{ kind: 'people.invited', body: { people: [person] } }])
    return done(null)
  })
}

export interface InvitedPerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly scope: Scope
  readonly place: string | null
  readonly variant: Variant
}

/** Writes an account that nobody has entered yet. Without an e-mail its login is its id until she chooses a user name. */
export async function addInvited(app: App, tx: Tx, given: InvitedPerson): Promise<boolean> {
  const { id, name, email, role, scope, place, variant } = given
  const row = {
    id,
    login: email ?? id,
    email,
    email_confirmed_at: null,
    password_hash: null,
    display_name: name,
    place,
    variant,
    sample: false,
    created_at: app.now(),
  }
  if (!(await addPersonRow(tx, row))) return false
  await grantRole(tx, id, role, { scope })
  if (role !== 'learner') await grantRole(tx, id, 'learner')
  if (place !== null) await tell(app, tx, [{ kind: 'people.account-opened', body: { person: id, place } }])
  return true
}

/** A code for an account without e-mail; the one before it stops working. */
export async function addAccessCode(app: App, tx: Tx, { person, name, code }: { person: string; name: string; code: string }): Promise<PrintedCode> {
  const now = app.now()
  const expires = later(now, codeDays * 24)
  await dropSecretsOf(tx, person, 'open-account')
  await addSecret(tx, { hash: hashSecret(code), kind: 'open-account', person, next: null, created_at: now, expires_at: expires })
  return { person, name, code, expires }
}

/**
 * Prints a way in for somebody without e-mail who has not entered yet or has lost her password: with the code she chooses a new one.
 * With an e-mail there is no code: the reset letter goes to her alone.
 */
export function issueAccessCode(
  app: App,
  given: { desk: Desk; person: string },
): Promise<Result<PrintedCode, 'not-allowed' | 'nobody' | 'has-email' | 'account-closed'>> {
  const code = codeFrom(app.random(12))
  return onPerson(app, given, async (tx, person): Promise<Result<PrintedCode, 'has-email' | 'account-closed'>> => {
    if (person.email !== null) return refuse('has-email')
    if (person.disabled_at !== null || person.merged_into !== null) return refuse('account-closed')
    await noteDeed(app, tx, { deed: 'people.access-code-issued', by: doer(given.desk), about: person.id })
    return done(await addAccessCode(app, tx, { person: person.id, name: person.display_name, code }))
  })
}

/** Sends the letter again: the invitation while she has not entered, else the link for a new password. */
export function sendAccessLetter(
  app: App,
  given: { desk: Desk; person: string },
): Promise<Result<null, 'not-allowed' | 'nobody' | 'no-email' | 'account-closed'>> {
  return onPerson(app, given, async (tx, person): Promise<Result<null, 'no-email' | 'account-closed'>> => {
    if (person.email === null) return refuse('no-email')
    if (person.disabled_at !== null || person.merged_into !== null) return refuse('account-closed')
    const isInvited = person.password_hash === null && person.email_confirmed_at === null
    await noteDeed(app, tx, { deed: 'people.access-letter-sent', by: doer(given.desk), about: person.id })
    const id = person.id as PersonId
    await tell(app, tx, [isInvited ? { kind: 'people.invited', body: { people: [id] } } : { kind: 'people.reset-asked', body: { person: id } }])
    return done(null)
  })
}
