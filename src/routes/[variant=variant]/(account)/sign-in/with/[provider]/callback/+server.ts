import { redirect } from '@sveltejs/kit'
import { finishSignOn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { enter, fromWhere } from '../../../../enter.ts'
import { dropSignOnSecret, keepSignOnSecret, signOnSecret } from '../../sign-on-cookies.ts'
import type { RequestHandler } from './$types'

/** Takes the answer that a browser brings from a portal; there is one such address, whatever she reads in. */
export const GET: RequestHandler = async (event) => {
  const { app, person } = event.locals
  const answer = { provider: event.params.provider, search: event.url.search, secret: signOnSecret(event, 'flow'), person: person?.id ?? null }
  const ended = await finishSignOn(app, { ...answer, ...fromWhere(event) })
  if (!ended.ok) redirect(303, address(event.locals.variant, `/sign-in/with?refused=${ended.refusal}`))
  dropSignOnSecret(event, 'flow')
  event.locals.variant = ended.value.variant
  if (ended.value.kind === 'entered') enter(event, ended.value.session, ended.value.next)
  keepSignOnSecret(event, 'offer', ended.value)
  redirect(303, address(ended.value.variant, person ? '/me/sign-ons' : '/sign-in/with?offered'))
}
