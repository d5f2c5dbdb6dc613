import { type RequestEvent, redirect } from '@sveltejs/kit'
import { may, type SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'

/** The person who works here; a visitor is asked to sign in and is brought back. */
export function whoLearns({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): SignedIn {
  if (locals.person && may(locals.person, 'take-tests')) return locals.person
  redirect(303, address(locals.variant, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`))
}
