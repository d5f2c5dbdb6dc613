import type { RequestEvent } from '@sveltejs/kit'
import type { Config } from '#platform/config.ts'
import { sessionCookieOptions } from '#platform/http/session-cookie.ts'

/** `flow`: on the way to a portal and back. `offer`: an identity that waits to be linked. */
export type SignOnCookie = 'flow' | 'offer'

function nameOf(cookie: SignOnCookie, config: Config): string {
  return `${config.publicUrl.protocol === 'https:' ? '__Host-' : ''}sign-on-${cookie}`
}

export function signOnSecret({ cookies, locals }: RequestEvent, cookie: SignOnCookie): string | undefined {
  return cookies.get(nameOf(cookie, locals.app.config))
}

export function keepSignOnSecret({ cookies, locals }: RequestEvent, cookie: SignOnCookie, { secret, expires }: { secret: string; expires: Date }): void {
  cookies.set(nameOf(cookie, locals.app.config), secret, sessionCookieOptions(locals.app.config, expires))
}

export function dropSignOnSecret({ cookies, locals }: RequestEvent, cookie: SignOnCookie): void {
  cookies.delete(nameOf(cookie, locals.app.config), { path: '/', secure: locals.app.config.publicUrl.protocol === 'https:' })
}
