import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import { variantOfPrefix } from '#kernel/variant-address.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/tools.ts'
import { toolHeaders } from '../domain/tool-headers.ts'
import { toolPage } from '../queries/tool-pages.ts'
import { bundleOf } from './bundle.ts'
import { toolDocument } from './document.ts'

/** `GET /t/<prefix>/<slug>`: a field tool as its own document; `GET /t/-/<file>`: its script and style. */
export function toolDocuments(app: App, routes: Hono): void {
  routes.use('/t/*', compress())
  routes.get('/t/-/:file', (c) => {
    const built = bundleOf(app)
    const file = [built?.js, built?.css].find((one) => one?.path === c.req.path)
    if (!file) return c.text(`${words.notFound('sr-Cyrl')}\n${words.notFound('en')}`, 404)
    return c.body(file.body, 200, toolHeaders(file.path))
  })
  routes.get('/t/:prefix/:slug', async (c) => {
    const variant = variantOfPrefix(c.req.param('prefix'))
    if (!variant) return c.text(`${words.notFound('sr-Cyrl')}\n${words.notFound('en')}`, 404)
    const slug = c.req.param('slug')
    const page = /^[a-z0-9-]{1,80}$/.test(slug) ? await toolPage(app, slug, variant) : null
    if (!page) return c.text(words.notFound(variant), 404)
    return c.html(toolDocument(page, variant, bundleOf(app)), 200, toolHeaders(c.req.path))
  })
}
