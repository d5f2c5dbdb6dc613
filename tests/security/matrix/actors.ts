/** Everybody who asks: each role for one institution and for the whole centre, a visitor, and somebody without any role. */
import type { PersonId } from '#kernel/id.ts'
import { type Role, roles, type Scope, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { openSession } from '../../../src/modules/people/commands/open-session.ts'
import { addPersonRow, grantRole } from '../../../src/modules/people/store.ts'

/** Institution A with a unit of it, and institution B, of the sample's register. */
export const placeA = ['KIRS'] as const
export const placeB = ['MUP'] as const

export interface Actor {
  /** `focal-point in KIRS`, `admin`, `visitor`. */
  readonly name: string
  readonly person: SignedIn | null
  /** Where a role of hers sleeps: the same person after her second factor. */
  readonly awake?: SignedIn
}

export interface NewPerson {
  readonly name: string
  readonly roles: readonly Role[]
  readonly scope?: Scope
}

/** A person as she is in the database; nothing of her is invented beside it. */
export async function addToCentre(app: App, { name, roles: given, scope = '' }: NewPerson): Promise<SignedIn> {
  const id = app.newId() as PersonId
  const login = `${id}@primer.invalid`
  const row = { id, login, email: login, email_confirmed_at: app.now(), password_hash: null, display_name: name }
  await app.db.transact(async (tx) => {
    await addPersonRow(tx, { ...row, variant: 'sr-Cyrl', sample: false, created_at: app.now() })
    for (const role of given) await grantRole(tx, id, role, { scope })
  })
  return { id, displayName: name, displayNameLatin: name, roles: given, grants: given.map((role) => ({ role, scope })), withheld: [] }
}

export async function everyActor(app: App): Promise<Actor[]> {
  const actors: Actor[] = [{ name: 'visitor', person: null }]
  actors.push({ name: 'nobody in particular', person: await addToCentre(app, { name: 'Особа Без Улоге', roles: [] }) })
  for (const role of roles) {
    actors.push({ name: role, person: await addToCentre(app, { name: 'Марија Пример', roles: [role] }) })
    actors.push({ name: `${role} in ${placeA[0]}`, person: await addToCentre(app, { name: 'Јован Узорак', roles: [role], scope: placeA[0] }) })
  }
  for (const role of ['coordinator', 'admin'] as const) {
    const awake = await addToCentre(app, { name: 'Петар Огледни', roles: [role] })
    actors.push({ name: `${role} before her second factor`, person: { ...awake, roles: [], grants: [], withheld: [role] }, awake })
  }
  return actors
}

const from = { address: '10.9.0.1', userAgent: 'matrix' }

/** A new session for each, as after a full sign-in; by the name of the actor. */
export async function openSessions(app: App, actors: readonly Actor[]): Promise<Map<string, string>> {
  return app.db.transact(async (tx) => {
    const tokens = new Map<string, string>()
    for (const { name, person, awake } of actors)
      if (person) tokens.set(name, (await openSession(app, tx, person.id, { way: 'password', from, secondFactor: !awake })).token)
    return tokens
  })
}
