import { endOwnOtherSessions, endOwnSession, ownSessions } from '#modules/people/index.ts'
import { field } from '../../../enter.ts'
import { doneWith, whoIsHere } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person, token } = whoIsHere(event)
  return { sessions: await ownSessions(event.locals.app, person.id, token) }
}

export const actions: Actions = {
  // One that is gone already, or is not hers, is answered the same: it is not there any more.
  end: async (event) => {
    const { person } = whoIsHere(event)
    await endOwnSession(event.locals.app, { person: person.id, id: field(await event.request.formData(), 'id') })
    doneWith(event, 'session')
  },
  others: async (event) => {
    const { person, token } = whoIsHere(event)
    await endOwnOtherSessions(event.locals.app, { person: person.id, token })
    doneWith(event, 'sessions')
  },
}
