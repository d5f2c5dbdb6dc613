/** The one HTTP server: content host, operations, machine addresses, kept pages, then Kit's pages. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import * as errors from '#texts/generated/errors.ts'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { errorFields } from '../log.ts'
import { createAskingLimit } from './asking-limit.ts'
import { compress } from './compress.ts'
import { answerFile, plain } from './files.ts'
import { setSafeHeaders } from './headers.ts'
import type { KeptPages } from './kept-pages.ts'
import type { Operations } from './operations.ts'
import { asksContentHost, mayMeasure, pinAddress, refusalOf } from './origin.ts'

export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export interface Serving {
  readonly app: App
  /** Machine addresses: `/api/…`, `/xapi/…`; and what lies outside Kit: `/t/…`, `/shell/…`, the service worker. */
  readonly api: Hono
  readonly operations: Operations
  readonly pages: PageHandler
  readonly kept: KeptPages
}

const refusals = { method: 405, 'cross-site': 403, address: 400 } as const

/** With forward secrecy and authenticated encryption only, as `deploy/nginx.conf` has it; the first three are those of TLS 1.3. */
const ciphers = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
].join(':')

type Answerer = (request: IncomingMessage, response: ServerResponse) => unknown

export function createHttpServer(serving: Serving): Server {
  const { app } = serving
  const answerers = answerersOf(serving)
  const waitOf = createAskingLimit(app)
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now()
    const kind = kindOf(request, app)
    response.once('close', () => note(serving, kind, response, (performance.now() - start) / 1000))
    const refusal = refusalOf(request, app.config)
    if (kind === 'page' && !refusal && (await serving.kept.answer(request, response, variantCookie(request, app.config)))) return
    setSafeHeaders(response, app.config)
    if (refusal) return plain(response, refusals[refusal], refusal)
    if (kind === 'metrics' && !mayMeasure(request, app.config)) return plain(response, 404)
    const wait = kind === 'health' || kind === 'metrics' ? 0 : waitOf(request)
    if (wait > 0) return tooMuch(response, wait)
    if (kind !== 'content') pinAddress(request, app.config)
    await answerers[kind](request, response)
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => fail(app, response, error))
  }
  const limits = { maxHeaderSize: 16_384, headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 }
  const { tls } = app.config
  if (!tls) return createServer(limits, listener)
  return createTlsServer({ ...limits, minVersion: 'TLSv1.2', ciphers, cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }, listener)
}

function answerersOf(serving: Serving): Record<Kind, Answerer> {
  const { app } = serving
  const [api, operations] = [getRequestListener(serving.api.fetch), getRequestListener(serving.operations.routes.fetch)]
  return {
    api,
    health: operations,
    metrics: operations,
    content: (request, response) => answerFile(app, request, response, true),
    file: (request, response) => answerFile(app, request, response, false),
    page: (request, response) => answerPage(serving, request, response),
  }
}

function answerPage({ app, kept, pages }: Serving, request: IncomingMessage, response: ServerResponse): void {
  const [name, value] = variantCookie(request, app.config)
  if (name !== undefined && value !== undefined) response.setHeader(name, value)
  if (!kept.watch(request, response)) compress(request, response)
  // A page carries a nonce of its own: an older one must not be used again under the policy of a new answer.
  if (variantPage.test(request.url ?? '')) delete request.headers['if-none-match']
  pages(request, response, () => plain(response, 404))
}

type Kind = 'content' | 'file' | 'health' | 'metrics' | 'api' | 'page'

function kindOf(request: IncomingMessage, app: App): Kind {
  if (asksContentHost(request, app.config)) return 'content'
  const first = /^\/([a-z]*)/.exec(request.url ?? '')?.[1]
  if (first === 'files') return 'file'
  if (first === 'health' || first === 'metrics') return first
  const isMachine = first === 'api' || first === 'xapi' || first === 't' || first === 'shell' || request.url === '/service-worker.js'
  return isMachine ? 'api' : 'page'
}

const variantPage = /^\/(sr|sr-latn|en)(?=[/?]|$)/

/** Remembers the script and language last read, for the day one comes without a prefix. It says nothing else. */
function variantCookie(request: IncomingMessage, { publicUrl }: Config): string[] {
  const prefix = variantPage.exec(request.url ?? '')?.[1]
  const kept = (request.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith('variant='))
  if (prefix === undefined || kept?.trim() === `variant=${prefix}`) return []
  return ['set-cookie', `variant=${prefix}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${publicUrl.protocol === 'https:' ? '; Secure' : ''}`]
}

function note({ app, operations }: Serving, kind: Kind, response: ServerResponse, seconds: number): void {
  operations.note(kind, response.statusCode, seconds)
  if (response.statusCode >= 500) app.log.warn('answered with an error', { kind, status: response.statusCode })
}

/** RFC 6585 §4, with the seconds to wait (RFC 9110 §10.2.3). */
function tooMuch(response: ServerResponse, seconds: number): void {
  response.setHeader('retry-after', String(seconds))
  plain(response, 429, `${errors.askedTooMuch('sr-Cyrl', { seconds })}\n${errors.askedTooMuch('en', { seconds })}`)
}

function fail(app: App, response: ServerResponse, error: unknown): void {
  app.log.error('request failed', errorFields(error))
  if (response.headersSent) return void response.destroy()
  // What was said so far was said of another answer.
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  setSafeHeaders(response, app.config)
  plain(response, 500, `${errors.serverFailed('sr-Cyrl')}\n${errors.serverFailed('en')}`)
}
