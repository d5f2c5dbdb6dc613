/** Deeds of administrators on accounts. None of them chooses a password, and none opens a session in another's name. */
import { isUuid, type PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { dropAllSecretsOf, grantsOf, oneAdminChangeAtATime, otherAdmins } from '../desk-store.ts'
import { may, type SignedIn } from '../domain/policy.ts'
import { type Role, type Scope, wholeCentre } from '../domain/roles.ts'
import { changePerson, endSessionsOf, findPerson, grantRole, type PersonRow, takeRole } from '../store.ts'

/** Who acts: an administrator, or somebody at the terminal of the machine itself. */
export type Desk = SignedIn | 'terminal'

export type DeskRefusal = 'not-allowed' | 'nobody' | 'last-admin' | 'not-confirmed' | 'days-turned' | 'scope-malformed'
type Done = Result<null, DeskRefusal>

export function doer(desk: Desk): PersonId | 'terminal' {
  return desk === 'terminal' ? desk : desk.id
}

export function mayManage(desk: Desk | null): boolean {
  return desk === 'terminal' || may(desk, 'manage-people')
}

/** Does a deed on an account that is there, if the desk may. */
export function onPerson<T, R extends string>(
  app: App,
  { desk, person }: { desk: Desk | null; person: string },
  deed: (tx: Tx, row: PersonRow) => Promise<Result<T, R>>,
): Promise<Result<T, R | 'not-allowed' | 'nobody'>> {
  return app.db.transact(async (tx): Promise<Result<T, R | 'not-allowed' | 'nobody'>> => {
    if (!mayManage(desk)) return refuse('not-allowed')
    const row = isUuid(person) ? await findPerson(tx, person) : undefined
    return row ? deed(tx, row as PersonRow) : refuse('nobody')
  })
}

export interface RoleChange {
  readonly desk: Desk
  readonly person: string
  readonly role: Role
  readonly scope?: Scope
  readonly from?: string | null
  readonly to?: string | null
}

const scopeCode = /^[\p{L}\p{N}._-]{0,40}$/u

/** Gives a role for a place and days. It acts with the next request, since roles are read with each session. */
export function giveRole(app: App, given: RoleChange): Promise<Done> {
  const { desk, role, scope = wholeCentre, from = null, to = null } = given
  return onPerson(app, given, async (tx, person): Promise<Done> => {
    if (!scopeCode.test(scope)) return refuse('scope-malformed')
    if (from !== null && to !== null && to < from) return refuse('days-turned')
    // An address that nobody confirmed may be anybody's account.
    if (person.email !== null && person.email_confirmed_at === null && person.password_hash !== null) return refuse('not-confirmed')
    const limits = role === 'admin' && scope === wholeCentre && (to !== null || (from !== null && from > dayOf(app)))
    if (limits && (await isLastAdmin(app, tx, person.id))) return refuse('last-admin')
    await grantRole(tx, person.id, role, { scope, from, to })
    await noteDeed(app, tx, { deed: 'people.role-granted', by: doer(desk), about: person.id, detail: { role, scope, from, to } })
    return done(null)
  })
}

/** Takes a role for a place away; it acts with the next request. */
export function removeRole(app: App, given: Omit<RoleChange, 'from' | 'to'>): Promise<Done> {
  const { desk, role, scope = wholeCentre } = given
  return onPerson(app, given, async (tx, person): Promise<Done> => {
    if (role === 'admin' && scope === wholeCentre && (await isLastAdmin(app, tx, person.id))) return refuse('last-admin')
    await takeRole(tx, person.id, role, scope)
    await noteDeed(app, tx, { deed: 'people.role-taken', by: doer(desk), about: person.id, detail: { role, scope } })
    return done(null)
  })
}

/** Closes an account: its sessions, letters and codes stop at once, and what she learned stays hers. */
export function closeAccount(app: App, given: { desk: Desk; person: string }): Promise<Done> {
  return onPerson(app, given, async (tx, person): Promise<Done> => {
    if (await isLastAdmin(app, tx, person.id)) return refuse('last-admin')
    await changePerson(tx, person.id, { disabled_at: person.disabled_at ?? app.now() })
    await endSessionsOf(tx, person.id)
    await dropAllSecretsOf(tx, person.id)
    await noteDeed(app, tx, { deed: 'people.account-closed', by: doer(given.desk), about: person.id })
    return done(null)
  })
}

export function reopenAccount(app: App, given: { desk: Desk; person: string }): Promise<Done> {
  return onPerson(app, given, async (tx, person): Promise<Done> => {
    await changePerson(tx, person.id, { disabled_at: null })
    await noteDeed(app, tx, { deed: 'people.account-reopened', by: doer(given.desk), about: person.id })
    return done(null)
  })
}

/** Signs a person out everywhere. */
export function endAllSessions(app: App, given: { desk: Desk; person: string }): Promise<Done> {
  return onPerson(app, given, async (tx, person): Promise<Done> => {
    await endSessionsOf(tx, person.id)
    await noteDeed(app, tx, { deed: 'people.sessions-ended', by: doer(given.desk), about: person.id })
    return done(null)
  })
}

/** Whether nobody could administer the centre without her. Asked while no other change of administrators is under way. */
export async function isLastAdmin(app: App, tx: Tx, person: string): Promise<boolean> {
  await oneAdminChangeAtATime(tx)
  return (await isAdmin(tx, person)) && (await otherAdmins(tx, person, dayOf(app))) === 0
}

async function isAdmin(tx: Tx, person: string): Promise<boolean> {
  const row = await findPerson(tx, person)
  return row?.disabled_at === null && (await grantsOf(tx, person)).some(({ role, scope }) => role === 'admin' && scope === wholeCentre)
}

function dayOf(app: App): string {
  return app.now().toISOString().slice(0, 10)
}
