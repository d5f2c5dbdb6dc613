import type { Hono } from 'hono'
import * as v from 'valibot'
import { variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import type { App } from '#platform/app.ts'
import { errorFields } from '#platform/log.ts'
import * as words from '#texts/generated/library.ts'
import { createManualFileMaker } from '../commands/make-manual-file.ts'
import { fileFormats } from '../domain/made-file.ts'

const Variant = v.optional(v.picklist(variants), 'sr-Cyrl')
const Wanted = v.object({ slug: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/)), format: v.picklist(fileFormats) })

/** `GET /api/v1/library/manuals/<slug>.pdf|.epub?variant=…` leads to the file, which is made when it is first asked for. */
export function manualDownloads(app: App, routes: Hono): void {
  const maker = createManualFileMaker(app)
  routes.get('/api/v1/library/manuals/:file', async (c) => {
    const variant = v.safeParse(Variant, c.req.query('variant'))
    if (!variant.success) return c.text(`${words.fileWrongVariant('sr-Cyrl')}\n${words.fileWrongVariant('en')}`, 400)
    const [, slug, format] = /^(.+)\.([a-z]+)$/.exec(c.req.param('file')) ?? []
    const wanted = v.safeParse(Wanted, { slug, format })
    if (!wanted.success) return c.text(words.fileNotFound(variant.output), 404)
    try {
      const path = await maker.pathOf({ ...wanted.output, variant: variant.output })
      if (path === null) return c.text(words.fileNotFound(variant.output), 404)
      return c.redirect(path, 302)
    } catch (error) {
      app.log.error('manual file not made', { slug: wanted.output.slug, format: wanted.output.format, ...errorFields(error) })
      const address = new URL(`/${prefixOf(variant.output)}/library/manuals/${wanted.output.slug}`, app.config.publicUrl).href
      return c.text(words.fileNotMade(variant.output, { address }), 503, { 'retry-after': '60' })
    }
  })
}
