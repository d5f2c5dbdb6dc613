import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { Context, Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { openKeptContent } from './kept-content.ts'

const decompressed = promisify(brotliDecompress)
const mediaTypes = { json: 'application/json', txt: 'text/plain; charset=utf-8' } as const
const fileName = /^([0-9a-f]{64})\.(json|txt)$/

/** `GET /api/v1/kept` and `GET /api/v1/kept/files/<sha256>.json|.txt`: the same for everybody, whoever asks. */
export function keptApi(app: App, routes: Hono): void {
  const content = openKeptContent(app)

  routes.get('/api/v1/kept', async (c) => {
    const { etag, body } = await content.offer()
    c.header('cache-control', 'public, no-cache')
    c.header('etag', etag)
    openToOwnPages(c, app)
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    return c.body(body, 200, { 'content-type': 'application/json' })
  })

  routes.get('/api/v1/kept/files/:file', async (c) => {
    const [, sha256, ending] = fileName.exec(c.req.param('file')) ?? []
    const file = sha256 === undefined ? undefined : await content.file(sha256)
    openToOwnPages(c, app)
    if (!file || file.ending !== ending) return c.json({ error: 'not-found' }, 404)
    c.header('cache-control', 'public, max-age=31536000, immutable')
    c.header('etag', `"${file.sha256.slice(0, 22)}"`)
    c.header('vary', 'accept-encoding', { append: true })
    c.header('content-type', mediaTypes[file.ending])
    if (!/\bbr\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(new Uint8Array(await decompressed(file.brotli)))
    c.header('content-encoding', 'br')
    return c.body(new Uint8Array(file.brotli))
  })
}

/** Pages of the public address may read it whatever name they are served under; nobody else's may. */
function openToOwnPages(c: Context, { config }: App): void {
  c.header('access-control-allow-origin', config.publicUrl.origin)
}
