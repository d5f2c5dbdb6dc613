import type { RequestHandler } from './$types'
import { publicPages } from './public-pages.ts'
import { sitemap } from './sitemap.ts'

export const GET: RequestHandler = async ({ locals: { app } }) =>
  new Response(sitemap(app.config.publicUrl.origin, await publicPages(app.db)), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
