/** The record store for other systems, by the Experience API in both editions: `/xapi`. */
import { Hono, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '#platform/app.ts'
import { isAway } from '#platform/db.ts'
import { isKnownOrigin } from '../client-store.ts'
import { aboutRoutes } from './about.ts'
import { isAlternate, plainRequest } from './alternate-request.ts'
import { type Asked, askerOf, broken, forbidden, no, type RecordsEnv, versionAsked } from './asking.ts'
import { documentRoutes } from './documents.ts'
import { readingRoutes } from './reading.ts'
import { writingRoutes } from './writing.ts'

/** A batch with its attachments. */
const largest = 16 * 1024 * 1024
const spoken = { '1.0.3': '1.0.3', '2.0.0': '2.0.0' } as const

export function recordsApi(app: App, routes: Hono): void {
  const store = new Hono<RecordsEnv>()
  store.use(
    bodyLimit({
      maxSize: largest,
      onError: (c) => no(c as Asked, 413, 'too-large', [{ path: '', rule: `Communication 3.2: at most ${largest} bytes at once` }]),
    }),
  )
  store.use((c, next) => crossOrigin(app, c, next))
  store.use((c, next) => alternate(store, c, next))
  store.use((c, next) => knowAsker(app, c, next))
  aboutRoutes(app, store)
  writingRoutes(app, store)
  readingRoutes(app, store)
  documentRoutes(app, store)
  store.all('*', (c) => no(c, /^\/xapi\/(statements|activities|agents|about)(\/(state|profile))?$/.test(c.req.path) ? 405 : 404, 'not-found'))
  store.onError((error, c) => {
    app.log.error('record store failed', { error: error.name })
    if (isAway(error)) return c.json({ error: 'away', broken: [] }, 503, { 'retry-after': '5' })
    return c.json({ error: 'failed', broken: [] }, 500)
  })
  routes.route('/xapi', store)
}

/** Pages of other origins may ask if a client names their origin; everybody else's browser keeps the answer to itself. */
async function crossOrigin(app: App, c: Asked, next: Next): Promise<Response | undefined> {
  const origin = c.req.header('origin')
  const isForeign = origin !== undefined && origin !== app.config.publicUrl.origin
  const isKnown = isForeign && (await isKnownOrigin(app.db, origin))
  if (isForeign && isKnown) {
    c.header('access-control-allow-origin', origin)
    c.header('vary', 'Origin')
    c.header('access-control-expose-headers', 'ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through')
  }
  if (c.req.method === 'OPTIONS') {
    if (isKnown) {
      c.header('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE')
      c.header('access-control-allow-headers', 'Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version')
      c.header('access-control-max-age', '600')
    }
    return c.body(null, 204)
  }
  if (isForeign && !isKnown) return no(c, 403, 'origin-unknown')
  await next()
  return undefined
}

async function alternate(store: Hono<RecordsEnv>, c: Asked, next: Next): Promise<Response | undefined> {
  if (!isAlternate(c.req.raw)) {
    await next()
    return undefined
  }
  const inner = await plainRequest(c.req.raw)
  if (!(inner instanceof Request)) return answered(c, broken(c, [inner]))
  const version = inner.headers.get('x-experience-api-version') ?? ''
  // IEEE 9274.1.1, 4.1.2: the second edition knows no alternate syntax.
  if (version.startsWith('2.')) return answered(c, broken(c, [{ path: 'method', rule: 'IEEE 9274.1.1, 4.1.2: there is no alternate request syntax' }]))
  return store.fetch(new Request(inner.url.replace(/\/xapi\//, '/'), inner))
}

function answered(c: Asked, response: Response): Response {
  response.headers.set('x-experience-api-version', versionAsked(c) === '2.0.0' ? '2.0.0' : '1.0.3')
  return response
}

async function knowAsker(app: App, c: Asked, next: Next): Promise<Response | undefined> {
  const version = versionAsked(c)
  const known = typeof version === 'string' ? version : undefined
  const isAbout = c.req.path.endsWith('/about') && (c.req.method === 'GET' || c.req.method === 'HEAD')
  const asker = isAbout ? null : await askerOf(app, c)
  // Who is signed in and may do nothing here sees what she would see if there were nothing.
  if (asker === 'without-right') return c.json({ error: 'not-found' }, 404)
  c.header('x-experience-api-version', spoken[known ?? asker?.edition ?? '1.0.3'])
  if (isAbout) {
    await next()
    return undefined
  }
  if (!asker) {
    c.header('www-authenticate', 'Basic realm="xAPI", charset="UTF-8"')
    return no(c, 401, 'not-authenticated', [{ path: 'Authorization', rule: 'Communication 4: credentials of a client of this record store' }])
  }
  if (typeof version !== 'string') return broken(c, [version])
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== app.config.publicUrl.origin && !asker.origins.includes(origin))
    return forbidden(c, 'Communication 3.3: pages of this origin do not ask here')
  c.set('asking', { asker, version })
  await next()
  return undefined
}
