import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { refusePassword } from '../common-passwords.ts'
import { placeOfCodes } from '../domain/code-place.ts'
import { codeDays, later } from '../domain/limits.ts'
import { type LoginRefusal, type PasswordRefusal, parseName, parseUserName } from '../domain/login.ts'
import { maySomewhere, type SignedIn, scopesFor } from '../domain/policy.ts'
import type { Scope } from '../domain/roles.ts'
import type { FromWhere } from '../from-where.ts'
import { codeFrom, hashPassword, hashSecret, normaliseCode } from '../secrets.ts'
import {
  addPersonRow,
  addSecret,
  changePerson,
  endSessionsOf,
  findByLogin,
  findPerson,
  grantRole,
  isSecretGood,
  type PersonRow,
  spendSecret,
} from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type Entrance, letIn } from './open-session.ts'
import { shutOldWays } from './shut-old-ways.ts'

const mostAtOnce = 60

export interface CodesWish {
  readonly count: number
  /** Code of the institution the accounts are for; whose right holds for one place only gives them out for that. */
  readonly place?: Scope | null
}
export type CodesRefusal = 'not-allowed' | 'count-out-of-range' | 'place-missing'

/** Makes one-time codes for accounts without e-mail, to be printed now: they can't be shown again. */
export function issueAccountCodes(
  app: App,
  actor: SignedIn | null,
  wish: CodesWish,
): Promise<Result<{ codes: string[]; expires: Date; place: Scope | null }, CodesRefusal>> {
  const codes = Array.from({ length: Math.min(Math.max(wish.count || 0, 0), mostAtOnce) }, () => codeFrom(app.random(12)))
  return app.db.transact(async (tx): Promise<Result<{ codes: string[]; expires: Date; place: Scope | null }, CodesRefusal>> => {
    if (!actor || !maySomewhere(actor, 'issue-account-codes')) return refuse('not-allowed')
    if (!Number.isInteger(wish.count) || wish.count < 1 || wish.count > mostAtOnce) return refuse('count-out-of-range')
    const place = placeOfCodes(scopesFor(actor, 'issue-account-codes'), wish.place ?? null)
    if (!place.ok) return place
    const [now, expires] = [app.now(), later(app.now(), codeDays * 24)]
    for (const code of codes) {
      const secret = {
        hash: hashSecret(code),
        kind: 'open-account',
        person: null,
        next: null,
        place: place.value,
        created_at: now,
        expires_at: expires,
      } as const
      await addSecret(tx, secret)
    }
    await noteDeed(app, tx, { deed: 'people.codes-issued', by: actor.id, detail: { count: codes.length, place: place.value } })
    return done({ codes, expires, place: place.value })
  })
}

export interface AccountByCode extends FromWhere {
  readonly code: string
  readonly userName: string
  readonly password: string
  readonly name: string
  readonly variant: Variant
}
export type AccountByCodeRefusal = LoginRefusal | PasswordRefusal | 'name-missing' | 'too-many-tries' | 'code-spent' | 'user-name-taken'

/** Opens an account with a printed code, without e-mail, and signs in. A taken user name leaves the code good. */
export async function openAccountWithCode(app: App, given: AccountByCode): Promise<Result<Entrance, AccountByCodeRefusal>> {
  const login = parseUserName(given.userName)
  if (!login.ok) return login
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const weak = await refusePassword(given.password, login.value)
  if (weak) return refuse(weak)
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  const [code, now] = [hashSecret(normaliseCode(given.code)), app.now()]
  // Nothing is said of user names, and no password hashed, before the code is known to be good.
  if (!(await isSecretGood(app.db, code, 'open-account', now))) return refuse('code-spent')
  const [id, hash] = [app.newId(), await hashPassword(given.password, app.random(16))]
  const chosen = { login: login.value, password_hash: hash, display_name: name, variant: given.variant }
  return app.db
    .transact(async (tx): Promise<Result<Entrance, AccountByCodeRefusal>> => {
      const spent = await spendSecret(tx, code, 'open-account', now)
      if (!spent) return refuse('code-spent')
      const person = spent.person ?? id
      const isIn = await (spent.person === null ? openNew(app, tx, { id, place: spent.place, ...chosen }) : enterAgain(app, tx, spent.person, chosen))
      if (!isIn) throw new UserNameTaken()
      await noteDeed(app, tx, { deed: 'people.account-opened', by: person as PersonId, detail: { way: 'code', place: spent.place } })
      return done(await letIn(app, tx, person, { way: 'printed-code', from: given, trusted: true }))
    })
    .catch((error: unknown) => {
      if (error instanceof UserNameTaken) return refuse('user-name-taken')
      throw error
    })
}

type Chosen = Pick<PersonRow, 'login' | 'password_hash' | 'display_name' | 'variant'>

/** False when somebody has that user name. */
async function openNew(app: App, tx: Tx, person: Chosen & { id: string; place: string | null }): Promise<boolean> {
  const row = { ...person, email: null, email_confirmed_at: null, sample: false, created_at: app.now() }
  if (!(await addPersonRow(tx, row))) return false
  await grantRole(tx, person.id, 'learner')
  if (person.place !== null) await tell(app, tx, [{ kind: 'people.account-opened', body: { person: person.id, place: person.place } }])
  return true
}

/** Enters an account that was opened for her, or whose password is lost: by a user name and a password of her own. */
async function enterAgain(app: App, tx: Tx, id: string, { login, password_hash }: Chosen): Promise<boolean> {
  const [person, holder] = [await findPerson(tx, id), await findByLogin(tx, login)]
  if (!person || person.disabled_at !== null || person.merged_into !== null || (holder && holder.id !== id)) return false
  await changePerson(tx, id, { login, password_hash })
  await endSessionsOf(tx, id)
  await shutOldWays(app, tx, id)
  return true
}

/** Undoes the transaction, so that a taken user name leaves the code good. */
class UserNameTaken extends Error {}
