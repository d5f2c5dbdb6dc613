import { variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import type { RequestHandler } from './$types'

/** Pages that are one person's, or that say something of a person, are not for engines. */
const closed = ['/me', '/desk', '/verify', '/sign-in', '/sign-out', '/register', '/forgotten', '/reset', '/confirm', '/with-code', '/search']

export const GET: RequestHandler = ({ locals: { app } }) => {
  const lines = [
    'User-agent: *',
    ...variants.flatMap((variant) => closed.map((path) => `Disallow: /${prefixOf(variant)}${path}`)),
    'Disallow: /verify',
    '',
    `Sitemap: ${app.config.publicUrl.origin}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
