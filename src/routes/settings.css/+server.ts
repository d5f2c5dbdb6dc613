import { settingsCss } from '#modules/settings/index.ts'
import type { RequestHandler } from './$types'

/** The centre's own colours. An address with the present number never changes its content; any other is read anew each time. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { number, css } = await settingsCss(locals.app)
  const lasting = url.searchParams.get('v') === String(number)
  const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache' }
  return new Response(css, { headers })
}
