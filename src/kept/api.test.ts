import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { publishTestCourse } from '../../tests/support/test-course.ts'
import { apiRoutes } from '../api.ts'
import { loadCentre } from '../centre/load-centre.ts'
import type { Entry, Keepable, KeptCourse } from './contract.ts'

let app: TestApp
let routes: Hono
beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  routes = apiRoutes(app, new Hono())
})
afterAll(() => app.close())

const offered = async () => (await (await routes.request('/api/v1/kept')).json()) as Keepable
const bytesOf = async (href: string, headers: Record<string, string> = {}) => Buffer.from(await (await routes.request(href, { headers })).arrayBuffer())
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const contentOf = ({ files }: Entry) => files.filter(({ is }) => is === 'content' || is === 'answer')
const courseOf = ({ courses }: Keepable, code: string) => courses.find((course) => course.code === code) as Entry

describe('what can be kept', () => {
  test('is told with its version, its size and the hash of every file', async () => {
    const { centre, courses, manuals, tools } = await offered()
    const all = [centre, ...courses, ...manuals, ...tools]
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['centre', 'course', 'manual', 'tool']))
    for (const entry of all) {
      expect(entry.version).not.toBe('')
      expect(entry.title['sr-Cyrl']).toBeTruthy()
      expect(entry.size).toBe(entry.files.reduce((sum, { size }) => sum + size, 0))
      expect(new Set(entry.files.map(({ href }) => href)).size).toBe(entry.files.length)
    }
  })

  test('has no course that is only announced', async () => {
    const { courses } = await offered()
    expect(courses.length).toBeGreaterThan(0)
    expect(courses.map(({ code }) => code)).not.toContain('C12')
  })

  test('is answered with nothing new to who has it already, and only to pages of the public address', async () => {
    const first = await routes.request('/api/v1/kept')
    const again = await routes.request('/api/v1/kept', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect([first.status, again.status]).toEqual([200, 304])
    expect(first.headers.get('access-control-allow-origin')).toBe(app.config.publicUrl.origin)
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
  })
})

describe('a file of it', () => {
  test('has exactly the bytes that its hash and its size say, in both ways in which it is sent', async () => {
    const { centre, courses, manuals, tools } = await offered()
    for (const { href, sha256, size } of [centre, ...courses, ...manuals, ...tools].flatMap(contentOf)) {
      const plain = await bytesOf(href)
      expect([hashOf(plain), plain.length]).toEqual([sha256, size])
      const small = await bytesOf(href, { 'accept-encoding': 'gzip, br' })
      if (size > 1000) expect(small.length).toBeLessThan(size / 2)
      expect(hashOf(brotliDecompressSync(small))).toBe(sha256)
    }
  })

  test('never changes, and pages of the public address may read it', async () => {
    const [file] = contentOf((await offered()).centre)
    const answer = await routes.request(file?.href ?? '')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('access-control-allow-origin')).toBe(app.config.publicUrl.origin)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test.each(['/api/v1/kept/files/x.json', `/api/v1/kept/files/${'0'.repeat(64)}.json`, '/api/v1/kept/files/..%2fkept.json'])(
    '%s is nowhere',
    async (address) => {
      expect((await routes.request(address)).status).toBe(404)
    },
  )

  test('beside the text lies among the public files under the hash that is told', async () => {
    const beside = (await offered()).courses.flatMap(({ files }) => files).filter(({ is }) => is !== 'content')
    expect(beside.length).toBeGreaterThan(0)
    for (const { href, sha256, size } of beside) {
      expect(href).toContain(sha256)
      expect(await app.blobs.size(sha256)).toBe(size)
    }
  })
})

describe('a field tool', () => {
  test('is kept as the very bytes that its own address gives, and its script and style with it', async () => {
    const [tool] = (await offered()).tools
    const answers = tool?.files.filter(({ is }) => is === 'answer') ?? []
    expect(answers.map(({ opens }) => opens?.replace(/[0-9a-f]{16}/, 'x')).slice(0, 3)).toEqual(
      ['sr', 'sr-latn', 'en'].map((prefix) => `/t/${prefix}/${tool?.code}`),
    )
    for (const { href, opens = '' } of answers) {
      expect(hashOf(await bytesOf(href)), opens).toBe(hashOf(await bytesOf(opens)))
    }
  })

  test('is no document at the address of its file, where its policy does not go with it', async () => {
    const file = (await offered()).tools[0]?.files.find(({ is }) => is === 'answer')
    const answer = await routes.request(file?.href ?? '')
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect((await routes.request(file?.href.replace('.txt', '.json') ?? '')).status).toBe(404)
  })
})

describe('a new version', () => {
  test('is offered at once, and the files of the one before are still there, also after a start of the server', async () => {
    await publishTestCourse(app, { code: 'C90', version: '1.0.0' })
    const before = courseOf(await offered(), 'C90')
    await publishTestCourse(app, { code: 'C90', version: '1.1.0' })
    const after = courseOf(await offered(), 'C90')
    expect([before.version, after.version]).toEqual(['1.0.0', '1.1.0'])
    const started = apiRoutes(app, new Hono())
    const [text] = contentOf(before)
    expect(after.files.map(({ href }) => href)).not.toContain(text?.href)
    for (const server of [routes, started]) {
      const kept = (await (await server.request(text?.href ?? '')).json()) as KeptCourse
      expect(kept.version).toBe('1.0.0')
    }
  })

  test('shares with the others what all lean on', async () => {
    const { centre, courses, manuals, tools } = await offered()
    const shared = contentOf(centre).filter(({ href }) => [...courses, ...manuals, ...tools].every(({ files }) => files.some((file) => file.href === href)))
    expect(shared.length).toBe(1)
  })
})
