import type { Hono } from 'hono'
import * as v from 'valibot'
import { variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import type { App } from '#platform/app.ts'
import { errorFields } from '#platform/log.ts'
import * as words from '#texts/generated/library.ts'
import { createCardFileMaker } from '../commands/make-card-file.ts'

const Variant = v.optional(v.picklist(variants), 'sr-Cyrl')

/** `GET /api/v1/library/cards/<area>.pdf?variant=…` leads to the file, which is made when it is first asked for. */
export function cardDownloads(app: App, routes: Hono): void {
  const maker = createCardFileMaker(app)
  routes.get('/api/v1/library/cards/:file', async (c) => {
    const variant = v.safeParse(Variant, c.req.query('variant'))
    if (!variant.success) return c.text(`${words.fileWrongVariant('sr-Cyrl')}\n${words.fileWrongVariant('en')}`, 400)
    const [, area] = /^([A-Z][A-Z0-9]{0,9})\.pdf$/.exec(c.req.param('file')) ?? []
    if (area === undefined) return c.text(words.fileNotFound(variant.output), 404)
    try {
      const path = await maker.pathOf(area, variant.output)
      return path === null ? c.text(words.fileNotFound(variant.output), 404) : c.redirect(path, 302)
    } catch (error) {
      app.log.error('card file not made', { area, ...errorFields(error) })
      const address = new URL(`/${prefixOf(variant.output)}/library/cards/${area}`, app.config.publicUrl).href
      return c.text(words.fileNotMade(variant.output, { address }), 503, { 'retry-after': '60' })
    }
  })
}
