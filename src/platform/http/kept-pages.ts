/**
 * Public pages kept as bytes. A published version never changes, so a page that shows nothing of a person can be kept
 * until the content changes; the key carries the content generation, which is read from the database for each request.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { PublicContent } from '../public-content.ts'
import { capture } from './capture.ts'
import { endCompressed, keepHeader } from './compress.ts'

export { keepHeader } from './compress.ts'

type Encoding = 'identity' | 'gzip' | 'br'

/** A body with its headers, flat and ready to be written: names and values in turn. */
interface Form {
  readonly headers: readonly string[]
  readonly body: Buffer
}

interface KeptPage {
  readonly generation: number
  readonly etag: string
  readonly forms: Readonly<Record<Encoding, Form>>
}

export interface KeptPages {
  /** Answers from what is kept; `extra` are headers of this answer alone, names and values in turn. False when nothing fits. */
  answer(request: IncomingMessage, response: ServerResponse, extra: readonly string[]): Promise<boolean>
  /** Takes in hand an answer that may be kept; false when it may not. */
  watch(request: IncomingMessage, response: ServerResponse): boolean
  size(): number
}

const mostBytes = 96 * 1024 * 1024
const longestKey = 300

export function createKeptPages(content: PublicContent): KeptPages {
  const pages = new Map<string, KeptPage>()
  /** The generation that each request on its way began in. */
  const begun = new WeakMap<IncomingMessage, number>()
  let bytes = 0

  function forget(key: string): void {
    bytes -= sizeOf(pages.get(key))
    pages.delete(key)
  }

  function keep(key: string, page: KeptPage): void {
    forget(key)
    pages.set(key, page)
    bytes += sizeOf(page)
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break
      forget(oldest)
    }
  }

  return {
    size: () => pages.size,
    async answer(request, response, extra) {
      const key = request.url ?? ''
      if (!mayKeep(request) || key.length > longestKey) return false
      const generation = await content.generation()
      begun.set(request, generation)
      const page = pages.get(key)
      if (page?.generation !== generation) return false
      send(page, askedOf(request), response, extra)
      return true
    },
    watch(request, response) {
      const generation = begun.get(request)
      // The answer to HEAD has no body that could be kept.
      if (generation === undefined || request.method !== 'GET') return false
      const asked = askedOf(request)
      capture(response, (body) => {
        const kept = response.statusCode === 200 && response.getHeader(keepHeader) !== undefined
        response.removeHeader(keepHeader)
        if (!kept) return endCompressed(request, response, body)
        const page = withoutNonce(body, response, generation)
        keep(request.url ?? '', page)
        const extra = [response.getHeader('set-cookie') ?? []].flat().flatMap((cookie) => ['set-cookie', String(cookie)])
        for (const name of response.getHeaderNames()) response.removeHeader(name)
        send(page, asked, response, extra)
      })
      return true
    },
  }
}

function sizeOf(page: KeptPage | undefined): number {
  return page ? page.forms.identity.body.length + page.forms.gzip.body.length + page.forms.br.body.length : 0
}

/**
 * The one spelling of an address. `/sr/./courses`, `/sr/%63ourses` and `/sr/courses#1` lead to the same page; kept too, there
 * would be no end of them, and they would push the pages out that people read.
 */
const plainAddress = /^(\/(?!\.)[\w.~-]+)+$/

/** No session, and no question in the address: answers to questions are too many to keep. */
function mayKeep(request: IncomingMessage): boolean {
  return (
    plainAddress.test(request.url ?? '') &&
    (request.method === 'GET' || request.method === 'HEAD') &&
    !/(^|;\s*)(__Host-)?session=/.test(request.headers.cookie ?? '')
  )
}

/** Attributes and code of each script that stands in the page itself. */
function* inlineScripts(html: string): Generator<{ attributes: string; code: string }> {
  for (let at = html.indexOf('<script'); at >= 0; at = html.indexOf('<script', at + 1)) {
    const opened = html.indexOf('>', at)
    const closed = html.indexOf('</script>', opened)
    if (opened < 0 || closed < 0) return
    const attributes = html.slice(at + '<script'.length, opened)
    if (!/\bsrc=/.test(attributes)) yield { attributes, code: html.slice(opened + 1, closed) }
    at = closed
  }
}

/**
 * A kept page is the same for all, so it can carry no nonce: its inline scripts are allowed by their hashes instead.
 * Only those that carried the nonce: a script that got in with the content stays as forbidden as it was.
 */
function withoutNonce(body: Buffer, response: ServerResponse, generation: number): KeptPage {
  const given = String(response.getHeader('content-security-policy') ?? '')
  const mark = ` nonce="${/'nonce-([^']*)'/.exec(given)?.[1] ?? ''}"`
  const made = body.toString('utf8')
  const hashes = [...inlineScripts(made)].flatMap(({ attributes, code }) =>
    attributes.includes(mark) ? [`'sha256-${createHash('sha256').update(code).digest('base64')}'`] : [],
  )
  const html = made.replaceAll(mark, '')
  const scripts = hashes.length > 0 || /<script|modulepreload/.test(html) ? `'self' ${hashes.join(' ')}`.trim() : `'none'`
  const policy = given.replace(/script-src [^;]*/, `script-src ${scripts}`).replaceAll(/ 'nonce-[^']*'/g, '')
  const plain = Buffer.from(html)
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const shared: string[] = []
  for (const [name, value] of Object.entries(response.getHeaders())) if (!perAnswer.has(name)) shared.push(name, String(value))
  shared.push('content-security-policy', policy, 'cache-control', 'public, no-cache', 'vary', 'accept-encoding, cookie', 'etag', etag)
  const form = (body: Buffer, encoding?: Encoding): Form => ({
    body,
    headers: [...shared, 'content-length', String(body.length), ...(encoding ? ['content-encoding', encoding] : [])],
  })
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } })
  return { generation, etag, forms: { identity: form(plain), gzip: form(gzipSync(plain, { level: 7 }), 'gzip'), br: form(br, 'br') } }
}

const perAnswer = new Set(['content-length', 'transfer-encoding', 'set-cookie', 'content-security-policy', 'cache-control', 'vary', 'etag', 'x-sveltekit-page'])

/** What of a request decides the form of the answer; noted before others change its headers. */
interface Asked {
  readonly method: string | undefined
  readonly encoding: Encoding
  readonly has: string | undefined
}

function askedOf({ method, headers }: IncomingMessage): Asked {
  return { method, encoding: encodingFor(headers['accept-encoding'] ?? ''), has: headers['if-none-match'] }
}

function send(page: KeptPage, asked: Asked, response: ServerResponse, extra: readonly string[]): void {
  const form = page.forms[asked.encoding]
  if (asked.has === page.etag) {
    response.writeHead(304, [...page.forms.identity.headers.slice(0, -2), ...extra])
    response.end()
    return
  }
  response.writeHead(200, extra.length > 0 ? [...form.headers, ...extra] : [...form.headers])
  response.end(asked.method === 'HEAD' ? undefined : form.body)
}

function encodingFor(accepted: string): Encoding {
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : 'identity'
}
