import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { capture } from './capture.ts'

const gzipped = promisify(gzip)
const worthIt = 1400
const textual = /^(text\/|application\/(json|xml|rss\+xml|javascript|manifest\+json)|image\/svg)/

/** Compresses answers made for one person; level 1, since they are made anew each time. */
export function compress(request: IncomingMessage, response: ServerResponse): void {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return
  capture(response, (body) => {
    const type = String(response.getHeader('content-type') ?? '')
    const fits = body.length >= worthIt && textual.test(type) && !response.hasHeader('content-encoding')
    if (!fits) return response.end(body)
    gzipped(body, { level: 1 }).then(
      (small) => {
        response.removeHeader('content-length')
        response.setHeader('content-encoding', 'gzip')
        response.appendHeader('vary', 'accept-encoding')
        response.end(small)
      },
      () => response.end(body),
    )
  })
}
