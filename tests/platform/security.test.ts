import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allRows, rowsAtRest } from '../support/all-rows.ts'
import { inDatabase } from '../support/database.ts'
import { faultsOfHeaders } from '../support/headers.ts'
import { rawRequest } from '../support/raw-http.ts'
import { demoAccounts, type RunningServer, root, startServer } from '../support/server.ts'

let server: RunningServer
let session = ''
const foreign = 'https://evil.example'

beforeAll(async () => {
  server = await startServer({ port: 4884 })
  const { learner } = await demoAccounts(server.dataFolder)
  const entered = await post('/sr/sign-in', { login: learner?.email ?? '', password: learner?.password ?? '' }, { origin: server.url })
  session = /session=([^;]+)/.exec(entered.headers.getSetCookie().join())?.[1] ?? ''
  expect(session.length).toBeGreaterThan(20)
  await rowsAtRest(server.dataFolder)
}, 120_000)
afterAll(() => server.stop())

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(server.url + path, { redirect: 'manual', ...init })
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string>): Promise<Response> {
  return ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'text/html', ...headers } })
}

const inside = /\bat [^\n]*\.(ts|js|mjs|svelte):\d+|node_modules|\bselect\b.+\bfrom\b|PostgresError|ECONNREFUSED|relation "|\/(root|home|tmp|work)\//i

describe('Every answer', () => {
  const assets = () =>
    readdirSync(join(root, 'build/client'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css|woff2|svg|webmanifest|txt)$/.test(file))

  it('of a file of the build carries the safe headers', async () => {
    expect(assets().length).toBeGreaterThan(10)
    for (const file of assets()) {
      const answer = await ask(`/${file}`)
      expect({ file, status: answer.status, faults: faultsOfHeaders(answer.headers, answer.status) }).toEqual({ file, status: 200, faults: [] })
    }
  })

  it.each([
    ['/', 307],
    ['/nothing', 307],
    ['/sr', 200],
    ['/sr/nothing', 404],
    ['/en/courses/C99', 404],
    ['/xx/courses', 307],
    ['/sr/me', 303],
    ['/sr/%E0%A4%A', 400],
    ['/files/nothing', 404],
    [`/files/${'0'.repeat(64)}/x.pdf`, 404],
    ['/health/live', 200],
    ['/health/ready', 200],
    ['/metrics', 200],
    ['/api/v1/nothing', 404],
    ['/xapi/nothing', 401],
    ['/robots.txt', 200],
    ['/sitemap.xml', 200],
    ['/sr/news/rss.xml', 200],
    ['/_app/immutable/nothing.js', 404],
    ['/favicon.ico', 307],
    [`/sr/search?q=${'a'.repeat(5000)}`, 200],
  ])('of %s (%i) carries them too and tells nothing of the inside', async (path, status) => {
    const answer = await ask(path)
    const body = await answer.text()
    expect(faultsOfHeaders(answer.headers, answer.status)).toEqual([])
    expect(body).not.toMatch(inside)
    expect(answer.status).toBe(status)
  })

  it('of a page that breaks is a calm one with a number, and the number stands in the log', async () => {
    await inDatabase(server.dataFolder, (client) => client.query('alter table institution rename to institution_away'))
    try {
      const answer = await ask('/sr/institutions/kom', { headers: { cookie: 'x=1' } })
      const body = await answer.text()
      expect(answer.status).toBe(500)
      expect(faultsOfHeaders(answer.headers, 500)).toEqual([])
      expect(body).not.toMatch(inside)
      expect(body).not.toMatch(/institution_away|undefined_table|42P01/)
      expect(body).toContain('Нешто се код нас покварило')
      const number = /Ознака грешке: (?:<[^>]*>)*([0-9a-f]{8})/.exec(body)?.[1] ?? 'none'
      // The log is written beside the answer, so it may follow a moment later.
      await expect.poll(() => readFileSync(join(server.dataFolder, 'putokaz.log'), 'utf8'), { timeout: 10_000 }).toContain(number)
    } finally {
      await inDatabase(server.dataFolder, (client) => client.query('alter table institution_away rename to institution'))
    }
    expect((await ask('/sr/institutions/kom')).status).toBe(200)
  })

  it('asked for again with what the browser has kept has the policy of the page, or brings the page anew', async () => {
    for (const path of ['/sr/courses', '/sr/search?q=azil', '/sr/me', '/sr/courses/C01']) {
      for (const cookie of ['x=1', `session=${session}`]) {
        const first = await ask(path, { headers: { cookie } })
        const again = await ask(path, { headers: { cookie, 'if-none-match': first.headers.get('etag') ?? '"none"' } })
        const stripped = (answer: Response) => answer.headers.get('content-security-policy')?.replaceAll(/'nonce-[^']*'/g, '')
        expect({ path, policy: stripped(again) }).toEqual({ path, policy: stripped(first) })
        if (again.status === 304) expect(again.headers.get('content-security-policy')).not.toContain('nonce-')
      }
    }
  })
})

describe('A change of state', () => {
  const forms = () =>
    readdirSync(join(root, 'src/routes'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('+page.server.ts') && readFileSync(join(root, 'src/routes', file), 'utf8').includes('export const actions'))
      .map(
        (file) =>
          `/${file
            .replace('[variant=variant]', 'sr')
            .replaceAll(/\([a-z]+\)\//g, '')
            .replace('/+page.server.ts', '')}`,
      )
      .map((path) =>
        path
          .replace('[code]', 'C01')
          .replace('[unit]', '1-1-medjunarodni-pojmovi')
          .replace('[test]', '1')
          .replace('[id]', '01890000-0000-7000-8000-000000000000'),
      )
  const machine = ['/api/v1/attempts/01890000-0000-7000-8000-000000000000/answers', '/api/v1/learning/notes', '/api/v1/learning/device', '/xapi/statements']

  it.each<[string, Record<string, string>]>([
    ['another site', { origin: foreign, 'sec-fetch-site': 'cross-site' }],
    ['another site that hides its name', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['the content host, which is the same site', { origin: 'http://content.localhost:4884', 'sec-fetch-site': 'same-site' }],
    ['another port', { origin: 'http://localhost:4885' }],
    ['https in place of http', { origin: 'https://localhost:4884' }],
    ['a browser that tells the site only', { 'sec-fetch-site': 'same-site' }],
    ['nobody who says where from', {}],
  ])('asked for by %s is refused on every address, and nothing changes', async (_, headers) => {
    const before = await allRows(server.dataFolder)
    expect(Object.keys(before).length).toBeGreaterThan(20)
    expect(forms().length).toBeGreaterThan(10)
    for (const path of [...forms(), ...machine]) {
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
        const answer = await ask(path, {
          method: 'POST',
          headers: { ...headers, 'content-type': type, cookie: `session=${session}` },
          body: 'email=a%40primer.invalid&name=X&count=5',
        })
        expect({ path, type, status: answer.status, faults: faultsOfHeaders(answer.headers, 403) }).toEqual({ path, type, status: 403, faults: [] })
        expect(answer.headers.getSetCookie().join()).not.toContain('session=')
      }
    }
    expect(await allRows(server.dataFolder)).toEqual(before)
    expect((await ask('/sr/me', { headers: { cookie: `session=${session}` } })).status).toBe(200)
  })

  it('is never made by GET or HEAD, whatever they say they mean', async () => {
    const before = await allRows(server.dataFolder)
    for (const path of forms()) {
      for (const method of ['GET', 'HEAD']) {
        await ask(`${path}?_method=POST&email=a@primer.invalid&name=X&count=5`, {
          method,
          headers: { cookie: `session=${session}`, 'x-http-method-override': 'POST' },
        })
      }
    }
    expect(await allRows(server.dataFolder)).toEqual(before)
  })

  it('works for the own pages: this test would see a change', async () => {
    const before = await allRows(server.dataFolder)
    await post('/sr/register', { email: 'b@primer.invalid', name: 'Петар Огледни', password: 'dug put do sigurnog znanja' }, { origin: server.url })
    expect(await allRows(server.dataFolder)).not.toEqual(before)
  })
})

describe('What a request may be', () => {
  it.each(['TRACE', 'PROPFIND', 'BREW', 'DELETE', 'PUT', 'PATCH'])('the method %s is refused', async (method) => {
    const { status, body } = await rawRequest(server.port, [`${method} /sr HTTP/1.1`, 'Host: localhost:4884', `Origin: ${server.url}`, 'Content-Length: 0'])
    expect([400, 405]).toContain(status)
    expect(body).not.toMatch(inside)
  })

  it.each(['/sr/sign-in', '/api/v1/learning/device'])('a body that is too large is refused at %s, and the server lives', async (path) => {
    const type = path.startsWith('/api') ? 'application/json' : 'application/x-www-form-urlencoded'
    const lines = [`POST ${path} HTTP/1.1`, 'Host: localhost:4884', `Origin: ${server.url}`, `Content-Type: ${type}`, `Cookie: session=${session}`]
    const answer = await rawRequest(server.port, [...lines, 'Content-Length: 3000000'], 'x'.repeat(3_000_000))
    expect(answer.status).toBe(413)
    expect(answer.head.toLowerCase()).toContain('x-content-type-options: nosniff')
    const chunk = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`
    const chunked = await rawRequest(server.port, [...lines, 'Transfer-Encoding: chunked'], `${chunk.repeat(30)}0\r\n\r\n`)
    expect(chunked.status).toBe(413)
    expect((await ask('/health/live')).status).toBe(200)
  })

  it.each([
    ['a head that is too large', [`GET /sr HTTP/1.1`, 'Host: localhost:4884', `X: ${'x'.repeat(20_000)}`], [431]],
    ['two lengths', ['POST /sr/sign-in HTTP/1.1', 'Host: localhost:4884', 'Content-Length: 1', 'Content-Length: 2'], [400]],
    ['a length and chunks at once', ['POST /sr/sign-in HTTP/1.1', 'Host: localhost:4884', 'Content-Length: 5', 'Transfer-Encoding: chunked'], [400]],
    ['an address of another place', ['GET http://evil.example/ HTTP/1.1', 'Host: localhost:4884'], [400]],
    ['an address with two slashes', ['GET //evil.example/ HTTP/1.1', 'Host: localhost:4884'], [400]],
  ])('%s is refused', async (_, lines, statuses) => {
    const { status, head } = await rawRequest(server.port, lines)
    expect(statuses).toContain(status)
    expect(head).not.toContain('evil.example')
  })

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/_app/..%2f..%2f..%2fpackage.json',
    '/files/..%2f..%2fputokaz.log',
    '/.env',
    '/sr/..%5c..%5cpackage.json',
    '/build/handler.js',
  ])('%s shows no file of the program or of the data', async (path) => {
    const { body } = await rawRequest(server.port, [`GET ${path} HTTP/1.1`, 'Host: localhost:4884'])
    expect(body).not.toMatch(/"dependencies"|adapter-node|"level":/)
    expect(body).not.toMatch(inside)
  })
})

describe('A foreign name of the host', () => {
  it.each(['/', '/sr', '/sr/courses', '/sr/register', '/sr/nothing', '/sitemap.xml', '/robots.txt', '/sr/news/rss.xml', '/sr/sign-in?next=/sr/me'])(
    'gets into no link of %s',
    async (path) => {
      const { head, body } = await rawRequest(server.port, [
        `GET ${path} HTTP/1.1`,
        'Host: evil.example',
        'X-Forwarded-Host: evil.example',
        'X-Forwarded-Proto: https',
        'Forwarded: host=evil.example',
      ])
      expect(head + body).not.toContain('evil.example')
    },
  )

  it('gets into no letter', async () => {
    const form = 'email=pismo%40primer.invalid&name=Ana&password=dug+put+do+sigurnog+znanja'
    const lines = [
      'POST /sr/register HTTP/1.1',
      'Host: evil.example',
      'X-Forwarded-Host: evil.example',
      `Origin: ${server.url}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${form.length}`,
    ]
    expect((await rawRequest(server.port, lines, form)).status).toBe(200)
    const folder = join(server.dataFolder, 'mail')
    const letters = () => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
    await expect.poll(() => letters().some((letter) => letter.includes('pismo@primer.invalid')), { timeout: 15_000 }).toBe(true)
    for (const letter of letters()) expect(letter).not.toContain('evil.example')
  })
})

describe('After signing in', () => {
  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/sr//evil.example',
    'javascript:alert(1)',
    '/sr/..//evil.example',
    '\t//evil.example',
    '/sr\r\nX: y',
  ])('%j leads nowhere else', async (next) => {
    const { author } = await demoAccounts(server.dataFolder)
    const answer = await post('/sr/sign-in', { login: author?.email ?? '', password: author?.password ?? '', next }, { origin: server.url })
    expect(answer.status).toBe(303)
    expect(new URL(answer.headers.get('location') ?? '', server.url).origin).toBe(server.url)
    expect(answer.headers.get('x')).toBeNull()
  })
})

describe('What nobody else should know', () => {
  it('measurements are for this machine only', async () => {
    expect((await ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
  })

  it('the log names no person, address, password or key', async () => {
    const log = readFileSync(join(server.dataFolder, 'putokaz.log'), 'utf8')
    const accounts = Object.values(await demoAccounts(server.dataFolder)).flatMap(({ email, password }) => [email, password])
    for (const secret of [...accounts, session, 'pismo@primer.invalid', 'dug put do sigurnog znanja', 'Петар Огледни']) expect(log).not.toContain(secret)
    for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
  })

  it('whether an address has an account: the answers to a wrong password and to an unknown name are the same', async () => {
    const { admin } = await demoAccounts(server.dataFolder)
    const page = async (login: string) => {
      const answer = await post('/sr/sign-in', { login, password: 'nije ovo lozinka' }, { origin: server.url })
      return `${answer.status} ${(await answer.text()).replaceAll(login, '').replaceAll(/nonce="[^"]*"/g, '')}`
    }
    expect(await page(admin?.email ?? '')).toBe(await page('niko@primer.invalid'))
  })

  it('a page of the desk is to a learner as if it were not there', async () => {
    const asked = await ask('/sr/desk/codes', { headers: { cookie: `session=${session}` } })
    const nowhere = await ask('/sr/desk/nothing', { headers: { cookie: `session=${session}` } })
    expect([asked.status, nowhere.status]).toEqual([404, 404])
  })
})
