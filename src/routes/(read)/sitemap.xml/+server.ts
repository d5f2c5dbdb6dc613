import { publicPages } from './public-pages.ts'
import { sitemap } from './sitemap.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals: { app } }) =>
  new Response(sitemap(app.config.publicUrl.origin, await publicPages(app.db)), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
