/** A centre in this process, and its administrator, who may reach the most: what she can't break, nobody can. */
import { type InProcessCentre, inProcessCentre } from '../../support/in-process-centre.ts'
import { type Actor, everyActor, openSessions } from './actors.ts'
import { cellsOf, type Request } from './cells.ts'
import type { Operation } from './discover.ts'
import { makeThings } from './things.ts'

export interface CentreWithAdmin {
  readonly centre: InProcessCentre
  /** Some addresses end sessions, for that is what they are for: ask for a new one before each trial. */
  newSession(): Promise<string>
  /** The request of the administrator that an address is there for. */
  requestOf(operation: Operation): Request
}

export async function centreWithAdmin(): Promise<CentreWithAdmin> {
  const centre = await inProcessCentre()
  const actors = (await everyActor(centre.app)).filter(({ name }) => name === 'admin' || name === 'visitor')
  const admin: Actor = found(
    actors.find(({ name }) => name === 'admin'),
    'an administrator',
  )
  const things = await makeThings(centre.app, actors)
  return {
    centre,
    newSession: async () => found((await openSessions(centre.app, [admin])).get('admin'), 'a session'),
    requestOf: (operation) => found(cellsOf(operation, things, [admin])[0]?.request, operation.key),
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is nothing to try with: ${what}`)
  return value
}
