/** What a device asks of the Centre before it sends: whose it is, her key, and what is in a backup. */
import type { Context, Hono, Next } from 'hono'
import { getCookie } from 'hono/cookie'
import { deviceKeysOf, may, personOfSession } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { nextReceipt } from '#platform/receipts.ts'
import { safeBelow } from './backup/status.ts'

/** Addresses at which work arrives that a device keeps until it is safe. */
const ofDevices = /^\/(xapi\/statements|api\/v1\/(device|learning))(\/|$)/
const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What every answer to a device carries. The receipt is drawn after the commit, and what is safe is below the one that was drawn
 * before the snapshot of the newest backup that was read back: what has a smaller receipt is in the backup.
 */
export async function deviceHeaders(app: App, c: Context, next: Next): Promise<void> {
  await next()
  // A device that sees another epoch than last time knows that the centre was restored, and sends again what it still has.
  c.header('x-putokaz-epoch', app.epoch)
  if (reading.has(c.req.method) || !ofDevices.test(c.req.path) || c.req.header('authorization') !== undefined || !c.res.ok) return
  c.header('x-putokaz-receipt', String(await nextReceipt(app.db)))
  const safe = await safeBelow(app.db)
  if (safe !== null) c.header('x-putokaz-safe-below', String(safe))
}

export function deviceApi(app: App, routes: Hono): void {
  routes.get('/api/v1/device', async (c) => {
    const token = getCookie(c, sessionCookie(app.config))
    const person = token === undefined ? null : await personOfSession(app.db, token, app.now())
    if (!person) return c.json({ error: 'not-signed-in' }, 401)
    if (!may(person, 'take-tests')) return c.json({ error: 'not-found' }, 404)
    const safe = await safeBelow(app.db)
    c.header('cache-control', 'no-store')
    return c.json({ ...(await deviceKeysOf(app, person.id)), epoch: app.epoch, safeBelow: safe, now: app.now().toISOString(), homePage: app.activityBase })
  })
}
