import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { App } from '#platform/app.ts'
import { clientAddressHeader } from '#platform/http/origin.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { passkeyCreation, passkeyRequest } from '../commands/passkey-challenge.ts'
import { provedSession } from '../commands/prove-again.ts'
import { secondsUntilChecked } from '../domain/limits.ts'

/** What a browser asks for before it asks its device for a passkey. Nothing here says who has one. */
export function passkeysApi(app: App, routes: Hono): void {
  const unkept = (c: Context) => c.header('cache-control', 'no-store')
  routes.post('/api/v1/passkeys/request', async (c) => {
    unkept(c)
    const options = await passkeyRequest(app, c.req.header(clientAddressHeader) ?? '')
    if (options.ok) return c.json(options.value)
    c.header('retry-after', String(secondsUntilChecked))
    return c.json({ error: options.refusal }, 429)
  })
  routes.post('/api/v1/passkeys/creation', async (c) => {
    unkept(c)
    const proved = await provedSession(app, getCookie(c, sessionCookie(app.config)) ?? '')
    return proved.ok ? c.json(await passkeyCreation(app, proved.value.person)) : c.json({ error: 'not-signed-in' }, 401)
  })
}
