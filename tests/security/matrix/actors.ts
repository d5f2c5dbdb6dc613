/** Everybody who asks: each role for one institution and for the whole centre, a visitor, and somebody without any role. */
import { acknowledgeNotice, roles, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { openSession } from '../../../src/modules/people/commands/open-session.ts'
import { addToCentre, institutionA } from '../../support/posted-people.ts'

export interface Actor {
  /** `focal-point in MUP`, `admin`, `visitor`. */
  readonly name: string
  readonly person: SignedIn | null
  /** Where a role of hers sleeps: the same person after her second factor. */
  readonly awake?: SignedIn
}

export async function everyActor(app: App): Promise<Actor[]> {
  const actors: Actor[] = [{ name: 'visitor', person: null }]
  actors.push({ name: 'nobody in particular', person: await addToCentre(app, { name: 'Особа Без Улоге', roles: [], at: institutionA }) })
  for (const role of roles) {
    actors.push({ name: role, person: await addToCentre(app, { name: 'Марија Пример', roles: [role], at: institutionA }) })
    actors.push({
      name: `${role} in ${institutionA}`,
      person: await addToCentre(app, { name: 'Јован Узорак', roles: [role], scope: institutionA, at: institutionA }),
    })
  }
  for (const role of ['coordinator', 'admin'] as const) {
    const awake = await addToCentre(app, { name: 'Петар Огледни', roles: [role], at: institutionA })
    actors.push({ name: `${role} before her second factor`, person: { ...awake, roles: [], grants: [], withheld: [role] }, awake })
  }
  // The privacy notice stands on some pages and not on others until it was seen.
  for (const { person } of actors) if (person) await acknowledgeNotice(app, { person: person.id, version: 1000, variant: 'sr-Cyrl' })
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
