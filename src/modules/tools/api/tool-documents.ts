import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import { variantOfPrefix } from '#kernel/variant-address.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/tools.ts'
import { toolPage } from '../queries/tool-pages.ts'
import { type Bundle, readBundle } from './bundle.ts'
import { toolDocument } from './document.ts'

/** Nothing can be sent from here: no connection, no form, no picture from elsewhere, no frame. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  'img-src data: blob:',
  `font-src 'self'`,
  `connect-src 'none'`,
  `form-action 'none'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** `GET /t/<prefix>/<slug>`: a field tool as its own document; `GET /t/-/<file>`: its script and style. */
export function toolDocuments(app: App, routes: Hono): void {
  let read: { readonly bundle: Bundle | undefined } | undefined
  const bundle = () => {
    read ??= { bundle: readBundle(app.programFolder) }
    return read.bundle
  }
  routes.use('/t/*', compress())
  routes.get('/t/-/:file', (c) => {
    const built = bundle()
    const file = [built?.js, built?.css].find((one) => one?.path === c.req.path)
    if (!file) return c.text(`${words.notFound('sr-Cyrl')}\n${words.notFound('en')}`, 404)
    return c.body(file.body, 200, { 'content-type': file.mediaType, 'cache-control': 'public, max-age=31536000, immutable' })
  })
  routes.get('/t/:prefix/:slug', async (c) => {
    const variant = variantOfPrefix(c.req.param('prefix'))
    if (!variant) return c.text(`${words.notFound('sr-Cyrl')}\n${words.notFound('en')}`, 404)
    const slug = c.req.param('slug')
    const page = /^[a-z0-9-]{1,80}$/.test(slug) ? await toolPage(app, slug, variant) : null
    if (!page) return c.text(words.notFound(variant), 404)
    const headers = { 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' }
    return c.html(toolDocument(page, variant, bundle()), 200, headers)
  })
}
