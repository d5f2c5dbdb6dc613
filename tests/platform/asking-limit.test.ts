/** ASVS V2.4.1, V15.3.4: a machine that asks without end is told to wait, and how long; a class behind one address is not. */
import { type IncomingMessage, request, type Server } from 'node:http'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAskingLimit, mostInMinute } from '#platform/http/asking-limit.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer } from '#platform/http/serve.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let server: Server
let port = 0
let handled = 0
beforeAll(async () => {
  app = await testApp()
  const serving = { ...app, config: { ...app.config, proxies: ['127.0.0.1'] } }
  const pages = (_: IncomingMessage, response: { end(): void }) => {
    handled++
    response.end()
  }
  server = createHttpServer({ app: serving, api: new Hono(), operations: createOperations(app), pages, kept: createKeptPages(app.content) })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as { port: number }).port
})
afterAll(async () => {
  server.close()
  await app.close()
})
beforeEach(() => app.pass(60_000))

function ask(path: string, from: string, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((give, refuse) => {
    const headers = { host: 'localhost:3999', 'x-forwarded-for': from, origin: app.config.publicUrl.origin }
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      answer.resume().on('end', () => give(answer))
    })
    sent.on('error', refuse).end()
  })
}

async function askOften(times: number, path: string, from: string | ((one: number) => string)): Promise<number[]> {
  const statuses: number[] = []
  for (let one = 0; one < times; one++) statuses.push((await ask(path, typeof from === 'string' ? from : from(one))).statusCode ?? 0)
  return statuses
}

const refused = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length

test.each([
  '/sr/search?q=azil',
  '/en/verify/7F3K-92QX-M4TD',
  '/api/v1/certificates/7F3K-92QX-M4TD',
  '/sr/desk/people/csv',
  '/sr/%73earch?q=a',
  '/sr/x/../search',
])('%s is answered so often in a minute, then with 429 and how long to wait', async (path) => {
  const from = '203.0.113.5'
  expect(refused(await askOften(mostInMinute.costly, path, from))).toBe(0)
  const before = handled
  const over = await ask(path, from)
  expect(over.statusCode).toBe(429)
  expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(over.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect(over.headers['x-content-type-options']).toBe('nosniff')
  expect(handled).toBe(before)
  expect((await ask('/sr/me', from)).statusCode).toBe(200)
  expect((await ask(path, '203.0.113.6')).statusCode).not.toBe(429)
  app.pass(60_000)
  expect((await ask(path, from)).statusCode).not.toBe(429)
})

test('all that a network asks is bounded too, and all addresses of one IPv6 network are one', async () => {
  const home = (one: number) => `2001:db8:7:1::${one.toString(16)}`
  expect(refused(await askOften(mostInMinute.all, '/sr/me', home))).toBe(0)
  expect((await ask('/sr/me', home(9999))).statusCode).toBe(429)
  expect((await ask('/sr/me', home(9999), 'POST')).statusCode).toBe(429)
  expect((await ask('/sr/me', '2001:db8:7:2::1')).statusCode).toBe(200)
  // What devices save waits for nobody.
  expect((await ask('/api/v1/attempts/x/answers', home(9999), 'POST')).statusCode).toBe(404)
  expect((await ask('/health/live', home(9999))).statusCode).toBe(200)
})

test('whoever is believed by nobody is counted by the address she really has', () => {
  const limit = createAskingLimit(app)
  const asked = { url: '/sr/search', headers: { 'x-forwarded-for': '203.0.113.7' }, socket: { remoteAddress: '198.51.100.1' } } as unknown as IncomingMessage
  for (let one = 0; one < mostInMinute.costly; one++) {
    asked.headers['x-forwarded-for'] = `203.0.113.${one % 250}`
    expect(limit(asked)).toBe(0)
  }
  expect(limit(asked)).toBeGreaterThan(0)
})

test('this machine itself is not counted', () => {
  const limit = createAskingLimit(app)
  const asked = { url: '/sr/search', headers: {}, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage
  for (let one = 0; one < 3 * mostInMinute.all; one++) expect(limit(asked)).toBe(0)
})
