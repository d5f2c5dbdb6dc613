import type { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { verify } from '../queries/verify.ts'

/** `GET /api/v1/certificates/<number>`: what the public page of verification says, for programs. */
export function certificatesApi(app: App, routes: Hono): void {
  routes.get('/api/v1/certificates/:number', async (c) => {
    const found = await verify(app.db, c.req.param('number'), app.now())
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex')
    if (!found) return c.json({ error: 'no-such-certificate' }, 404)
    const { number, state, frozen } = found
    return c.json({ number, state, ...frozen })
  })
}
