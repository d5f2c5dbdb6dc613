import { error, type RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import type { Variant } from '#kernel/localized.ts'
import { prefixOf, variantOfPrefix } from '#kernel/variant-address.ts'
import { secondsUntilChecked, sessionNow, touchSession } from '#modules/people/index.ts'
import { type App, installedApp } from '#platform/app.ts'
import type { Config } from '#platform/config.ts'
import { shellFiles } from '#platform/http/device-files.ts'
import { keepHeader } from '#platform/http/kept-pages.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { errorFields } from '#platform/log.ts'
import * as words from '#texts/generated/shell.ts'
import type { Centre } from '#ui/reader.ts'
import { shownCentre } from './routes/shown-centre.ts'

export const handle: Handle = async ({ event, resolve }) => {
  const app = installedApp()
  const variant: Variant = variantOfPrefix(event.url.pathname.split('/')[1] ?? '') ?? 'sr-Cyrl'
  const token = event.cookies.get(sessionCookie(app.config))
  refuseBrokenForm(event.request)
  event.locals.app = app
  event.locals.variant = variant
  event.locals.centre = await shownCentre(app, variant)
  const elsewhere = inOffered(event, variant, event.locals.centre)
  if (elsewhere !== undefined) return new Response(null, { status: 302, headers: { location: elsewhere } })
  const session = token === undefined ? null : await sessionNow(app.db, token, app.now())
  if (token !== undefined && session?.stale) await touchSession(app, token)
  event.locals.person = session?.person ?? null
  const answer = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%putokaz.lang%', variant)
        .replace('%putokaz.prefix%', prefixOf(variant))
        .replace('%putokaz.worker%', () => workerScript(app, variant)),
  })
  const response = isMissingFile(event, answer) ? await asNowhere(event) : answer
  const isPublic = event.route.id?.includes('/(read)') === true && response.status === 200
  admitContentHost(response.headers, app.config, { shows: event.locals.centre.logo !== null, keeps: isPublic })
  // RFC 6585 §4: who is told that it was too much is told how long to wait.
  if (response.status === 429) response.headers.set('retry-after', String(secondsUntilChecked))
  dress(response.headers, { isPublic, mayKeep: isPublic && event.locals.person === null })
  return response
}

/** The one script that every page has: it starts the worker. The words it may need stand on its tag. */
function workerScript(app: App, variant: Variant): string {
  const file = shellFiles(app)?.register
  const said = { ready: words.ready(variant), begin: words.begin(variant), later: words.later(variant) }
  const attributes = Object.entries(said).map(([name, text]) => ` data-${name}="${text}"`)
  return file === undefined ? '' : `<script defer src="${file}"${attributes.join('')}></script>`
}

/** A form that can't be read is its sender's fault: 400, wherever a page reads it. */
function refuseBrokenForm(request: Request): void {
  const read = request.formData.bind(request)
  request.formData = () => read().catch((problem: unknown) => (saysStatus(problem) ? Promise.reject(problem) : error(400)))
}

/** A body above the limit has an answer of its own. */
function saysStatus(problem: unknown): boolean {
  return typeof problem === 'object' && problem !== null && 'status' in problem
}

/** A page that is not there carries its policy; an address that gives a file has none to carry. */
function isMissingFile({ request, url }: RequestEvent, answer: Response): boolean {
  const isFile = request.method !== 'HEAD' && answer.status === 404 && !answer.headers.has('content-security-policy')
  return isFile && variantOfPrefix(url.pathname.split('/')[1] ?? '') !== undefined && !url.pathname.endsWith('/__data.json')
}

/** A file that one may not have is answered as an address as long at which there is nothing, to the byte. */
async function asNowhere({ fetch, url }: RequestEvent): Promise<Response> {
  const [prefix = '', ...rest] = url.pathname.split('/').slice(1)
  const nowhere = `/${rest.map(() => 'nothing-1').join('/')}`
  const page = await fetch(`/${prefix}${nowhere}`, { headers: { accept: 'text/html' } })
  const asked = `/${rest.join('/')}${url.search}`.replaceAll('&', '&amp;').replaceAll('"', '%22')
  const headers = new Headers(page.headers)
  for (const name of ['content-length', 'etag']) headers.delete(name)
  const html = (await page.text()).replaceAll(nowhere, () => asked)
  return new Response(html, { status: 404, headers })
}

/** The same page in the first variant that is offered, when this one is not: old links lead somewhere, and nothing is read that nobody tends. */
function inOffered({ url, route }: RequestEvent, variant: Variant, { variants }: Centre): string | undefined {
  const [first = 'sr-Cyrl'] = variants
  const stays = variants.includes(variant) || route.id?.startsWith('/[variant=variant]') !== true
  return stays ? undefined : url.pathname.replace(/^\/[^/]+/, `/${prefixOf(first)}`) + url.search
}

/** Lets pages show what was uploaded, and pages of content take what they offer to keep: both may lie on the content host. */
function admitContentHost(headers: Headers, { contentUrl }: Config, { shows, keeps }: { shows: boolean; keeps: boolean }): void {
  const policy = headers.get('content-security-policy')
  if (!policy || !contentUrl) return
  const admitted = (name: string) => `${name} 'self' ${contentUrl.origin}`
  const shown = shows ? policy.replace(`img-src 'self'`, admitted('img-src')) : policy
  headers.set('content-security-policy', keeps ? shown.replace(`connect-src 'self'`, admitted('connect-src')) : shown)
}

/** Says how long an answer may be kept, and by whom; pages of a person are kept by nobody. */
function dress(headers: Headers, { isPublic, mayKeep }: { isPublic: boolean; mayKeep: boolean }): void {
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8')
  headers.delete('x-sveltekit-page')
  if (mayKeep && !headers.has('set-cookie')) headers.set(keepHeader, '1')
  if (!headers.has('cache-control')) headers.set('cache-control', isPublic ? 'private, no-cache' : 'private, no-store')
}

/** The reader gets a number to quote; the log gets the kind and place of the error, and no data. */
export const handleError: HandleServerError = ({ kind, error }) => {
  const app = installedApp()
  const id = app.newId().slice(-8)
  if (kind !== 'unknown') return { message: 'not-found', id }
  app.log.error('page failed', { id, ...errorFields(error) })
  return { message: 'failed', id }
}
