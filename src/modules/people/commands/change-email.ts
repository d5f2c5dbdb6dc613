/** A new address: its owner confirms it, and the address before agrees, or stops it. */
import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { dropAllSecretsOf } from '../desk-store.ts'
import { emailChangeHours, later, lettersPerAccount } from '../domain/limits.ts'
import { parseEmail } from '../domain/login.ts'
import { emailChangeOf, markEmailChange, removeEmailChange, saveEmailChange } from '../email-change-store.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addSecret, changePerson, dropSecretsOf, findByLogin, findPerson, spendSecret } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import type { MintedSecret } from './mint-secret.ts'
import { type ProveRefusal, provedSession } from './prove-again.ts'

/** Which of the two is asked: the address that is to come, or the one that is to go. */
export type EmailSide = 'new' | 'old'

const kinds = { new: 'email-new', old: 'email-old' } as const

/** Asks for another address, or for a first one. Whether somebody has it is not said here: its owner hears of it by mail. */
export async function askEmailChange(
  app: App,
  given: { token: string; email: string; address: string },
): Promise<Result<null, ProveRefusal | 'email-malformed' | 'too-many-tries'>> {
  const session = await provedSession(app, given.token)
  if (!session.ok) return session
  const { person } = session.value
  const email = parseEmail(given.email)
  if (!email.ok) return refuse('email-malformed')
  if (!(await mayCheckSecret(app, { account: `email:${person}`, address: given.address, perAccount: lettersPerAccount }))) return refuse('too-many-tries')
  return app.db.transact(async (tx) => {
    const now = app.now()
    await dropLinks(tx, person)
    await saveEmailChange(tx, { person, email: email.value, asked_at: now, expires_at: later(now, emailChangeHours), confirmed_at: null, approved_at: null })
    await noteDeed(app, tx, { deed: 'people.email-change-asked', by: person })
    await tell(app, tx, [{ kind: 'people.email-change-asked', body: { person } }])
    return done(null)
  })
}

/** Takes back what she asked for. */
export function withdrawEmailChange(app: App, person: PersonId): Promise<void> {
  return app.db.transact(async (tx) => {
    await dropLinks(tx, person)
    if (await removeEmailChange(tx, person)) await noteDeed(app, tx, { deed: 'people.email-change-stopped', by: person, detail: { by: 'herself' } })
  })
}

async function dropLinks(tx: Tx, person: string): Promise<void> {
  for (const kind of Object.values(kinds)) await dropSecretsOf(tx, person, kind)
}

/** What a letter to one of the two addresses needs; null when there is none to write. */
export function mintEmailChange(app: App, person: string, side: EmailSide): Promise<(MintedSecret & { email: string }) | null> {
  return app.db.transact(async (tx) => {
    const [row, change] = [await findPerson(tx, person), await emailChangeOf(tx, person, app.now())]
    const email = side === 'new' ? change?.email : row?.email
    if (!row || row.disabled_at || !change || !email || change.email === row.email) return null
    if (side === 'new' && (await isTaken(tx, person, change.email))) return null
    const [now, secret] = [app.now(), tokenFrom(app.random(32))]
    await dropSecretsOf(tx, person, kinds[side])
    await addSecret(tx, { hash: hashSecret(secret), kind: kinds[side], person, next: null, created_at: now, expires_at: change.expires_at })
    return { email, secret, variant: row.variant }
  })
}

/** Whom to tell that somebody wants her address: its owner, if it is not the one who asked. */
export async function ownerOfWantedEmail(app: App, person: string): Promise<{ id: string; email: string; variant: Variant } | null> {
  const change = await emailChangeOf(app.db, person, app.now())
  const owner = change && (await findByLogin(app.db, change.email))
  return owner && owner.id !== person && owner.email && owner.email_confirmed_at && !owner.disabled_at
    ? { id: owner.id, email: owner.email, variant: owner.variant }
    : null
}

async function isTaken(tx: Tx, person: string, email: string): Promise<boolean> {
  const owner = await findByLogin(tx, email)
  return owner !== undefined && owner.id !== person
}

export type EmailAnswer = 'changed' | 'waits' | 'stopped'

/** The answer from one of the two letters. When both agree, the address is changed. The address before may stop it instead. */
export function answerEmailChange(app: App, given: { secret: string; side: EmailSide; agree: boolean }): Promise<Result<EmailAnswer, 'link-spent'>> {
  const { side, agree } = given
  return app.db.transact(async (tx): Promise<Result<EmailAnswer, 'link-spent'>> => {
    const now = app.now()
    const spent = await spendSecret(tx, hashSecret(given.secret), kinds[side], now)
    const row = spent?.person && (await findPerson(tx, spent.person))
    const change = row && (await emailChangeOf(tx, row.id, now))
    if (!row || row.disabled_at || !change) return refuse('link-spent')
    const by = row.id as PersonId
    if (!agree) {
      await removeEmailChange(tx, row.id)
      await dropLinks(tx, row.id)
      await noteDeed(app, tx, { deed: 'people.email-change-stopped', by, detail: { by: side } })
      return done('stopped')
    }
    const marked = await markEmailChange(tx, row.id, side === 'new' ? { confirmed_at: now } : { approved_at: now })
    if (!marked) return refuse('link-spent')
    if (marked.confirmed_at === null || (marked.approved_at === null && row.email !== null)) return done('waits')
    return (await takeOver(app, tx, { by, email: change.email, row })) ? done('changed') : refuse('link-spent')
  })
}

async function takeOver(app: App, tx: Tx, { by, email, row }: { by: PersonId; email: string; row: { login: string; email: string | null } }): Promise<boolean> {
  await removeEmailChange(tx, by)
  // Letters under way to the address before, and codes on paper, open nothing any more.
  await dropAllSecretsOf(tx, by)
  if (await isTaken(tx, by, email)) return false
  const login = row.login === row.email ? { login: email } : {}
  await changePerson(tx, by, { email, email_confirmed_at: app.now(), ...login })
  await noteDeed(app, tx, { deed: 'people.email-changed', by })
  await tell(app, tx, [{ kind: 'people.security-changed', body: { person: by, what: 'email' } }])
  return true
}
