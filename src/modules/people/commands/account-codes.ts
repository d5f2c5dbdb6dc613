import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { codeDays, later } from '../domain/limits.ts'
import { checkPassword, type LoginRefusal, type PasswordRefusal, parseName, parseUserName } from '../domain/login.ts'
import { maySomewhere, type SignedIn } from '../domain/policy.ts'
import { codeFrom, hashPassword, hashSecret, normaliseCode } from '../secrets.ts'
import { addPersonRow, addSecret, grantRole, isSecretGood, spendSecret } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type OpenSession, openSession } from './open-session.ts'

const mostAtOnce = 60

/** Makes one-time codes for accounts without e-mail, to be printed now: they can't be shown again. */
export function issueAccountCodes(
  app: App,
  actor: SignedIn | null,
  count: number,
): Promise<Result<{ codes: string[]; expires: Date }, 'not-allowed' | 'count-out-of-range'>> {
  return app.db.transact(async (tx) => {
    if (!maySomewhere(actor, 'issue-account-codes')) return refuse('not-allowed')
    if (!Number.isInteger(count) || count < 1 || count > mostAtOnce) return refuse('count-out-of-range')
    const now = app.now()
    const expires = later(now, codeDays * 24)
    const codes = Array.from({ length: count }, () => codeFrom(app.random(12)))
    for (const code of codes)
      await addSecret(tx, { hash: hashSecret(code), kind: 'open-account', person: null, next: null, created_at: now, expires_at: expires })
    return done({ codes, expires })
  })
}

export interface AccountByCode {
  readonly code: string
  readonly userName: string
  readonly password: string
  readonly name: string
  readonly variant: Variant
  readonly address: string
}
export type AccountByCodeRefusal = LoginRefusal | PasswordRefusal | 'name-missing' | 'too-many-tries' | 'code-spent' | 'user-name-taken'

/** Opens an account with a printed code, without e-mail, and signs in. A taken user name leaves the code good. */
export async function openAccountWithCode(app: App, given: AccountByCode): Promise<Result<OpenSession, AccountByCodeRefusal>> {
  const login = parseUserName(given.userName)
  if (!login.ok) return login
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const weak = checkPassword(given.password, login.value)
  if (weak) return refuse(weak)
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  const [code, now] = [hashSecret(normaliseCode(given.code)), app.now()]
  // Nothing is said of user names, and no password hashed, before the code is known to be good.
  if (!(await isSecretGood(app.db, code, 'open-account', now))) return refuse('code-spent')
  const [id, hash] = [app.newId(), await hashPassword(given.password, app.random(16))]
  return app.db
    .transact(async (tx) => {
      const person = {
        id,
        login: login.value,
        email: null,
        email_confirmed_at: null,
        password_hash: hash,
        display_name: name,
        variant: given.variant,
        sample: false,
        created_at: now,
      }
      if (!(await addPersonRow(tx, person))) return refuse('user-name-taken')
      if (!(await spendSecret(tx, code, 'open-account', now))) throw new CodeSpent()
      await grantRole(tx, id, 'learner')
      return done(await openSession(app, tx, id))
    })
    .catch((error: unknown) => {
      if (error instanceof CodeSpent) return refuse('code-spent')
      throw error
    })
}

/** Undoes the transaction, so that a spent code leaves no account behind. */
class CodeSpent extends Error {}
