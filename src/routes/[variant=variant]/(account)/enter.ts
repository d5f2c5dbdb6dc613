import { type RequestEvent, redirect } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { type OpenSession, returnPath } from '#modules/people/index.ts'
import { sessionCookie, sessionCookieOptions } from '#platform/http/session-cookie.ts'

/** Sets the session cookie and brings the person back to where she came from, or to her own page. */
export function enter(event: RequestEvent, session: OpenSession, next: string | null | undefined): never {
  const { config } = event.locals.app
  event.cookies.set(sessionCookie(config), session.token, sessionCookieOptions(config, session.expires))
  redirect(303, returnPath(next) ?? `/${prefixOf(event.locals.variant)}/me`)
}

/** One field of a form, as text. Files and absent fields are empty. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
