import { redirect } from '@sveltejs/kit'
import { returnPath, startSignOn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { keepSignOnSecret } from '../sign-on-cookies.ts'
import type { RequestHandler } from './$types'

/** Sends the browser to a portal. Who is signed in goes to link it, everybody else to come in by it. */
export const GET: RequestHandler = async (event) => {
  const { app, variant, person } = event.locals
  const next = returnPath(event.url.searchParams.get('next')) ?? null
  const wish = { provider: event.params.provider, variant, next, person: person?.id ?? null, address: event.getClientAddress() }
  const begun = await startSignOn(app, wish)
  if (!begun.ok) redirect(303, address(variant, `/sign-in/with?refused=${begun.refusal}`))
  keepSignOnSecret(event, 'flow', begun.value)
  redirect(303, begun.value.location, { external: [begun.value.location.origin] })
}
