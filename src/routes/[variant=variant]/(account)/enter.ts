import { type RequestEvent, redirect } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { type Entrance, type FromWhere, returnPath, type TokenUntil } from '#modules/people/index.ts'
import { deviceCookie, secondStepCookie, sessionCookie, sessionCookieOptions } from '#platform/http/session-cookie.ts'

/** Where the one who asks comes from. */
export function fromWhere(event: RequestEvent): FromWhere {
  return {
    address: event.getClientAddress(),
    userAgent: event.request.headers.get('user-agent') ?? undefined,
    device: event.cookies.get(deviceCookie(event.locals.app.config)),
  }
}

/** Sets the cookies of a sign-in and brings the person back to where she came from, or asks for her second step first. */
export function enter(event: RequestEvent, entrance: Entrance, next: string | null | undefined): never {
  const { config } = event.locals.app
  const own = `/${prefixOf(event.locals.variant)}`
  const back = returnPath(next)
  if (entrance.step === 'second-factor') {
    keep(event, secondStepCookie(config), entrance)
    redirect(303, `${own}/sign-in/second${back === undefined ? '' : `?next=${encodeURIComponent(back)}`}`)
  }
  keepSession(event, entrance)
  keep(event, deviceCookie(config), entrance.device)
  if (event.cookies.get(secondStepCookie(config)) !== undefined) drop(event, secondStepCookie(config))
  redirect(303, back ?? `${own}/me`)
}

/** Gives the browser the token of its session: at the sign-in, and a new one each time the session's rights rise. */
export function keepSession(event: RequestEvent, session: TokenUntil): void {
  keep(event, sessionCookie(event.locals.app.config), session)
}

function keep({ locals, cookies }: RequestEvent, name: string, { token, expires }: TokenUntil): void {
  cookies.set(name, token, sessionCookieOptions(locals.app.config, expires))
}

function drop({ locals, cookies }: RequestEvent, name: string): void {
  cookies.delete(name, { path: '/', secure: locals.app.config.publicUrl.protocol === 'https:' })
}

/** One field of a form, as text. Files and absent fields are empty. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
