import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { capture } from './capture.ts'

const gzipped = promisify(gzip)
const worthIt = 1400
const textual = /^(text\/|application\/(json|xml|rss\+xml|javascript|manifest\+json)|image\/svg)/

/** A page sets this header to say that it shows nothing of a person and carries no form that changes anything. It goes no further than this server. */
export const keepHeader = 'x-putokaz-keep'

/** Compresses an answer made for one person. */
export function compress(request: IncomingMessage, response: ServerResponse): void {
  capture(response, (body) => {
    response.removeHeader(keepHeader)
    endCompressed(request, response, body)
  })
}

/** Ends an answer with its whole body, compressed where that pays; lightly, since it is made anew each time. */
export function endCompressed(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const type = String(response.getHeader('content-type') ?? '')
  const accepted = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (!accepted || body.length < worthIt || !textual.test(type) || response.hasHeader('content-encoding')) {
    response.end(body)
    return
  }
  gzipped(body, { level: constants.Z_BEST_SPEED }).then(
    (small) => {
      response.setHeader('content-length', small.length)
      response.setHeader('content-encoding', 'gzip')
      response.appendHeader('vary', 'accept-encoding')
      response.end(small)
    },
    () => response.end(body),
  )
}
