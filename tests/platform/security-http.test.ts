/** Attacks on the server itself (SEC-24, SEC-61, SEC-62; ASVS V3.3.1, V3.4, V13.4). */
import { type IncomingMessage, request, type Server } from 'node:http'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKeptPages, type KeptPages, keepHeader } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer, type PageHandler } from '#platform/http/serve.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const servers: Server[] = []
beforeAll(async () => {
  app = await testApp()
})
afterAll(async () => {
  for (const server of servers) server.close()
  await app.close()
})

const pageOf =
  (body: string): PageHandler =>
  (_, response) => {
    response.setHeader('content-security-policy', `default-src 'none'; script-src 'self' 'nonce-n0nce'`)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', [keepHeader]: '1' })
    response.end(body)
  }

interface Wish {
  readonly pages?: PageHandler
  readonly kept?: KeptPages
  readonly publicUrl?: string
}

async function serve({ pages = pageOf('<p>страна</p>'), kept = createKeptPages(app.content), publicUrl }: Wish = {}): Promise<number> {
  const serving = publicUrl === undefined ? app : { ...app, config: { ...app.config, publicUrl: new URL(publicUrl) } }
  const server = createHttpServer({ app: serving, api: new Hono(), operations: createOperations(app), pages, kept })
  servers.push(server)
  return new Promise((give) => server.listen(0, '127.0.0.1', () => give((server.address() as { port: number }).port)))
}

type Headers = Record<string, string>

function ask(port: number, path: string, headers: Headers = {}, method = 'GET'): Promise<IncomingMessage & { body: string }> {
  return new Promise((give, refuse) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      response.on('end', () => give(Object.assign(response, { body })))
    })
    sent.on('error', refuse).end()
  })
}

const safe = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]

describe('Pages that are kept', () => {
  test('are kept under one spelling of their address, however many lead there', async () => {
    const kept = createKeptPages(app.content)
    const port = await serve({ kept })
    const spellings = ['/sr/courses', '/sr/%63ourses', '/sr/./courses', '/sr/x/../courses', '/sr/%2e/courses', '/sr\\courses', '/sr/courses;x', '/sr//courses']
    for (let one = 0; one < 20; one++) spellings.push(`/sr/courses#${one}`)
    for (const path of spellings) expect((await ask(port, path)).statusCode, path).toBe(200)
    expect(kept.size()).toBe(1)
  })

  test('allow their own scripts, and none that got in with the content', async () => {
    const port = await serve({ pages: pageOf('<script nonce="n0nce">own()</script><p>a nonce="b" c</p><script>stolen()</script>') })
    for (const round of ['made', 'kept']) {
      const { headers, body } = await ask(port, '/sr/page')
      expect(String(headers['content-security-policy']).match(/sha256-/g), round).toHaveLength(1)
      expect(body).not.toContain('n0nce')
      expect(body).toContain('a nonce="b" c')
    }
  })

  test('tell nobody outside that they may be kept', async () => {
    const port = await serve()
    for (const [path, method] of [
      ['/sr/page', 'HEAD'],
      ['/sr/page?x=1', 'GET'],
      ['/sr/page', 'GET'],
    ] as const)
      expect((await ask(port, path, {}, method)).headers[keepHeader], `${method} ${path}`).toBeUndefined()
    expect((await ask(port, '/sr/page', { cookie: 'session=x' })).headers[keepHeader]).toBeUndefined()
  })
})

describe('A failure', () => {
  test('carries the safe headers, and nothing of the answer that failed', async () => {
    const gone = { generation: () => Promise.reject(new Error('the database is gone')), once: () => Promise.reject(new Error('gone')) }
    const port = await serve({ kept: createKeptPages(gone) })
    const { statusCode, headers, body } = await ask(port, '/sr/courses')
    expect(statusCode).toBe(500)
    expect(safe.filter((name) => headers[name] === undefined)).toEqual([])
    expect(body).not.toMatch(/database is gone|\.ts\b|\n\s+at /)
  })

  test('of a page leaves no header of that page behind', async () => {
    const pages = (_: IncomingMessage, response: Parameters<PageHandler>[1]) => {
      response.setHeader('set-cookie', 'session=half')
      response.setHeader('content-length', 5000)
      response.setHeader('cache-control', 'public, immutable')
      throw new Error('half-way')
    }
    const { statusCode, headers } = await ask(await serve({ pages }), '/sr/courses?x')
    expect(statusCode).toBe(500)
    expect([headers['set-cookie'], headers['cache-control']]).toEqual([undefined, undefined])
    expect(safe.filter((name) => headers[name] === undefined)).toEqual([])
  })
})

describe('Measurements', () => {
  const own = (port: number) => ({ host: `localhost:${port}` })
  test('are for one who asks on this machine by its own name', async () => {
    const port = await serve()
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'localhost', `[::1]:${port}`])
      expect((await ask(port, '/metrics', { host })).statusCode).toBe(200)
  })

  test.each<[string, Headers]>([
    ['a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['a proxy by RFC 7239', { forwarded: 'for=203.0.113.9' }],
    ['a proxy that says only its name', { via: '1.1 proxy' }],
    ['a proxy with its own header', { 'x-real-ip': '203.0.113.9' }],
    ['a proxy that tells the public name', { host: 'putokaz.example' }],
    ['a page whose name was rebound to this machine', { host: 'evil.example:3000' }],
    ['a name that only begins like ours', { host: 'localhost.evil.example' }],
  ])('are not there for %s', async (_, headers) => {
    const port = await serve()
    expect((await ask(port, '/metrics', { ...own(port), ...headers })).statusCode).toBe(404)
  })
})

describe('The remembered variant', () => {
  test('changes when another one is read, also to one whose name begins alike', async () => {
    const port = await serve()
    const told = async (path: string, cookie: string) => [(await ask(port, path, { cookie })).headers['set-cookie'] ?? []].flat().join()
    expect(await told('/sr/a', 'variant=sr-latn')).toMatch(/^variant=sr;/)
    expect(await told('/sr/a', 'other=variant=sr')).toMatch(/^variant=sr;/)
    expect(await told('/sr/a', 'a=b; variant=sr')).toBe('')
    expect(await told('/sr/a', 'variant=sr')).toBe('')
  })

  test('is a cookie for https alone where the centre is on https', async () => {
    const [secure, local] = [await serve({ publicUrl: 'https://centre.example' }), await serve()]
    expect((await ask(secure, '/sr/b')).headers['set-cookie']?.join()).toMatch(/; HttpOnly; Secure$/)
    expect((await ask(local, '/sr/b')).headers['set-cookie']?.join()).toMatch(/; HttpOnly$/)
  })
})

test('an address with a zero byte is no address', async () => {
  const port = await serve()
  for (const path of ['/sr/laws/%00', '/sr/library?type=a%00b', '/%00', '/api/v1/certificates/%00']) {
    const { statusCode, headers } = await ask(port, path)
    expect(statusCode, path).toBe(400)
    expect(safe.filter((name) => headers[name] === undefined)).toEqual([])
  }
})

test('no page of another origin, nor of none, changes anything', async () => {
  const port = await serve()
  const { origin } = app.config.publicUrl
  const from = async (headers: Headers, method = 'POST') => (await ask(port, '/sr/sign-out?x', headers, method)).statusCode
  const foreign: Headers[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${origin}.evil.example` },
    { origin: origin.toUpperCase() },
    { origin: origin.replace('http:', 'https:') },
    { origin: origin.replace(/:\d+$/, ':1') },
    { origin: app.config.contentUrl?.origin ?? 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await from(headers, method), JSON.stringify(headers)).toBe(403)
  for (const method of ['TRACE', 'PROPFIND', 'MKCOL']) expect(await from({ origin }, method)).toBe(405)
  expect(await from({ origin })).toBe(200)
  expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(200)
})
