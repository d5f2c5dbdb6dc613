import { ownSecurity, ownSessions } from '#modules/people/index.ts'
import type { PageServerLoad } from './$types'
import { dones, whoIsHere } from './guard.ts'

export const load: PageServerLoad = async (event) => {
  const { person, token } = whoIsHere(event)
  const { app } = event.locals
  const [own, sessions] = [await ownSecurity(app, person.id), await ownSessions(app, person.id, token)]
  const said = event.url.searchParams.get('done')
  return {
    own: { ...own, sessions: sessions.length },
    sleeps: person.withheld.length > 0,
    hasFactor: own.app || own.passkeys > 0,
    hasRole: person.roles.length > 0 || person.withheld.length > 0,
    done: dones.find((one) => one === said) ?? null,
  }
}
