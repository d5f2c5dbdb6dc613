/**
 * Public pages kept as bytes. A published version never changes, so a page that shows nothing of a person can be kept
 * until the content changes; the key carries the content generation, which is read from the database for each request.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { contentGeneration } from '../content-generation.ts'
import type { Db } from '../db.ts'
import { capture } from './capture.ts'

/** A page sets this header to say that it shows nothing of a person and carries no form that changes anything. */
export const keepHeader = 'x-putokaz-keep'

interface KeptPage {
  readonly generation: number
  readonly headers: Record<string, string>
  readonly etag: string
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly br: Buffer
}

export interface KeptPages {
  /** Answers from what is kept; false when nothing fits, and then the answer on its way is kept if it may be. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  size(): number
}

const mostBytes = 96 * 1024 * 1024
const longestKey = 300

export function createKeptPages(db: Db): KeptPages {
  const pages = new Map<string, KeptPage>()
  const generationNow = shared(() => contentGeneration(db))
  let bytes = 0

  function forget(key: string): void {
    const page = pages.get(key)
    if (page) bytes -= page.plain.length + page.gzip.length + page.br.length
    pages.delete(key)
  }

  function keep(key: string, page: KeptPage): void {
    forget(key)
    pages.set(key, page)
    bytes += page.plain.length + page.gzip.length + page.br.length
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break
      forget(oldest)
    }
  }

  return {
    size: () => pages.size,
    async answer(request, response) {
      const key = request.url ?? ''
      if (!mayKeep(request) || key.length > longestKey) return false
      const generation = await generationNow()
      const page = pages.get(key)
      if (page?.generation === generation) {
        send(page, request, response)
        return true
      }
      capture(response, (body) => {
        const kept = response.statusCode === 200 && response.getHeader(keepHeader) !== undefined
        response.removeHeader(keepHeader)
        if (!kept) return response.end(body)
        const made = withoutNonce(body, response, generation)
        keep(key, made)
        send(made, request, response)
      })
      return false
    },
  }
}

function mayKeep(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !/(^|;\s*)(__Host-)?session=/.test(request.headers.cookie ?? '')
}

/**
 * One reading serves all who asked before it began, never one who asked after: each gets a number
 * that was true at some moment after she asked.
 */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined
  const begin = (): Promise<T> => {
    running = read().finally(() => {
      running = undefined
    })
    return running
  }
  const beginNext = (): Promise<T> => {
    next = undefined
    return begin()
  }
  return () => {
    if (!running) return begin()
    next ??= running.then(beginNext, beginNext)
    return next
  }
}

const inlineScript = /<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g

/** A kept page is the same for all, so it can carry no nonce: its inline scripts are allowed by their hashes instead. */
function withoutNonce(body: Buffer, response: ServerResponse, generation: number): KeptPage {
  const html = body.toString('utf8').replaceAll(/ nonce="[^"]*"/g, '')
  const hashes = [...html.matchAll(inlineScript)].map(
    ([, , code]) =>
      `'sha256-${createHash('sha256')
        .update(code ?? '')
        .digest('base64')}'`,
  )
  const scripts = hashes.length > 0 || /<script|modulepreload/.test(html) ? `'self' ${hashes.join(' ')}`.trim() : `'none'`
  const policy = String(response.getHeader('content-security-policy') ?? '')
    .replace(/script-src [^;]*/, `script-src ${scripts}`)
    .replaceAll(/ 'nonce-[^']*'/g, '')
  const plain = Buffer.from(html)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.getHeaders())) headers[name] = String(value)
  delete headers['content-length']
  delete headers['transfer-encoding']
  delete headers['set-cookie']
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  headers['content-security-policy'] = policy
  headers['cache-control'] = 'public, no-cache'
  headers.vary = 'accept-encoding, cookie'
  headers.etag = etag
  return {
    generation,
    headers,
    etag,
    plain,
    gzip: gzipSync(plain, { level: 7 }),
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
  }
}

function send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value)
  if (request.headers['if-none-match'] === page.etag) {
    response.statusCode = 304
    response.end()
    return
  }
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const body = encoding === undefined ? page.plain : page[encoding]
  if (encoding) response.setHeader('content-encoding', encoding)
  response.setHeader('content-length', body.length)
  response.statusCode = 200
  response.end(request.method === 'HEAD' ? undefined : body)
}
