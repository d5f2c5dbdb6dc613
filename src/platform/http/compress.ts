import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { capture } from './capture.ts'

const worthIt = 1400
const fastBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }
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

/**
 * Ends an answer with its whole body, compressed where that pays; lightly, since it is made anew each time. A page takes a
 * tenth of a millisecond so, which is less than handing it to another thread costs.
 */
export function endCompressed(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const type = String(response.getHeader('content-type') ?? '')
  const encoding = encodingFor(request.headers['accept-encoding'] ?? '')
  if (!encoding || body.length < worthIt || !textual.test(type) || response.hasHeader('content-encoding')) {
    response.end(body)
    return
  }
  const small = encoding === 'br' ? brotliCompressSync(body, fastBrotli) : gzipSync(body, { level: constants.Z_BEST_SPEED })
  response.setHeader('content-length', small.length)
  response.setHeader('content-encoding', encoding)
  response.appendHeader('vary', 'accept-encoding')
  response.end(small)
}

function encodingFor(accepted: string): 'br' | 'gzip' | undefined {
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined
}
