import { createServer, get, request, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentChanged } from '#platform/content-generation.ts'
import { createKeptPages, keepHeader } from '#platform/http/kept-pages.ts'
import { openPublicContent } from '#platform/public-content.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let servers: Server[]
let ports: number[]
let made = 0

/** Two servers with a memory each on one database, as two processes have. */
beforeAll(async () => {
  app = await testApp()
  servers = [0, 1].map(() => {
    const kept = createKeptPages(openPublicContent(app.db))
    return createServer(async (incoming, response) => {
      if (await kept.answer(incoming, response, [])) return
      kept.watch(incoming, response)
      made++
      response.writeHead(200, {
        'content-type': 'text/html',
        [keepHeader]: '1',
        'content-security-policy': `script-src 'self' 'nonce-abc'; default-src 'none'`,
      })
      response.end(incoming.method === 'HEAD' ? '' : `<p>${'made '.repeat(400)}${made}</p><script nonce="abc">run(${made})</script>`)
    })
  })
  ports = await Promise.all(
    servers.map((server) => new Promise<number>((give) => server.listen(0, '127.0.0.1', () => give((server.address() as { port: number }).port)))),
  )
})
afterAll(async () => {
  for (const server of servers) server.close()
  await app.close()
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

function ask(server: 0 | 1, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((give, refuse) => {
    const sent = (method === 'GET' ? get : request)({ host: '127.0.0.1', port: ports[server], path, headers, method }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      response.on('end', () => give({ status: response.statusCode ?? 0, headers: response.headers, body }))
    }).on('error', refuse)
    if (method !== 'GET') sent.end()
  })
}

test('a page is made once and then kept, without a nonce, its scripts allowed by hash', async () => {
  const first = await ask(0, '/one')
  const second = await ask(0, '/one')
  expect(second.body).toBe(first.body)
  expect(second.body).not.toContain('nonce')
  expect(second.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/)
  expect(second.headers[keepHeader]).toBeUndefined()
  expect((await ask(0, '/one', { 'if-none-match': String(second.headers.etag) })).status).toBe(304)
})

test('new content is seen by both servers with the next request', async () => {
  const [before, other] = [await ask(0, '/two'), await ask(1, '/two')]
  expect((await ask(0, '/two')).body).toBe(before.body)
  await app.db.transact(contentChanged)
  const [after, otherAfter] = [await ask(0, '/two'), await ask(1, '/two')]
  expect(after.body).not.toBe(before.body)
  expect(otherAfter.body).not.toBe(other.body)
})

test('one with a session, or with a question in the address, is never answered from what is kept', async () => {
  await ask(0, '/three')
  const count = made
  await ask(0, '/three', { cookie: 'session=x' })
  await ask(0, '/three', { cookie: 'a=1; __Host-session=x' })
  await ask(0, '/three?q=1')
  await ask(0, '/three?q=1')
  expect(made).toBe(count + 4)
})

test('asking for the head of a page first does not keep it empty', async () => {
  expect((await ask(0, '/four', {}, 'HEAD')).body).toBe('')
  expect((await ask(0, '/four')).body).toContain('made')
  expect((await ask(0, '/four', {}, 'HEAD')).headers['content-length']).not.toBe('0')
})

test('each encoding carries the same page', async () => {
  for (const encoding of ['br', 'gzip']) expect((await ask(0, '/five', { 'accept-encoding': encoding })).headers['content-encoding']).toBe(encoding)
  expect((await ask(0, '/five')).headers['content-encoding']).toBeUndefined()
})
