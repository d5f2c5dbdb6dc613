import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { may, type SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'

/** The person who works here. A visitor is asked to sign in and is brought back; for somebody who may do nothing there is nothing here. */
export function whoLearns({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): SignedIn {
  if (locals.person && may(locals.person, 'take-tests')) return locals.person
  if (locals.person) error(404)
  if (locals.person) redirect(303, address(locals.variant, '/me/security'))
  redirect(303, address(locals.variant, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`))
}
