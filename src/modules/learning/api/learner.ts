import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { may, personOfSession, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'

/** Who works here: 401 to a visitor, 404 to somebody who may do nothing here. */
export async function learnerOf(app: App, c: Context): Promise<SignedIn | Response> {
  const token = getCookie(c, sessionCookie(app.config))
  const person = token === undefined ? null : await personOfSession(app.db, token, app.now())
  if (!person) return c.json({ error: 'not-signed-in' }, 401)
  return may(person, 'take-tests') ? person : c.json({ error: 'not-found' }, 404)
}
