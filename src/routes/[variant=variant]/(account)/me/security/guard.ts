import { type RequestEvent, redirect } from '@sveltejs/kit'
import { type ProveRefusal, provedSession, type SignedIn } from '#modules/people/index.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { address } from '#ui/address.ts'

/** Who is signed in, with her session's token; a visitor is asked to sign in and is brought back. Any account may come here, also one without a role. */
export function whoIsHere({ locals, cookies, url }: RequestEvent): { person: SignedIn; token: string } {
  const token = cookies.get(sessionCookie(locals.app.config))
  if (locals.person && token !== undefined) return { person: locals.person, token }
  redirect(303, address(locals.variant, `/sign-in?next=${encodeURIComponent(url.pathname)}`))
}

/** The same, once she has proved a short while ago that it is she. */
export async function whoProved(event: RequestEvent): Promise<{ person: SignedIn; token: string }> {
  const here = whoIsHere(event)
  const proved = await provedSession(event.locals.app, here.token)
  return proved.ok ? here : askToProve(event, proved.refusal)
}

/** Leads to the page that asks for the proof, and back. */
export function askToProve({ locals, url }: RequestEvent, refusal: ProveRefusal): never {
  const page = refusal === 'no-session' ? '/sign-in' : '/me/security/confirm'
  redirect(303, address(locals.variant, `${page}?next=${encodeURIComponent(url.pathname)}`))
}

/** Leads back to the overview, which says what was done. */
export function doneWith({ locals }: RequestEvent, what: Done): never {
  redirect(303, address(locals.variant, `/me/security?done=${what}`))
}

export const dones = ['password', 'app-removed', 'passkey-removed', 'passkey-added', 'session', 'sessions', 'email'] as const
export type Done = (typeof dones)[number]
