import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { variants } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { rawHandle } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { loadCentre } from '../../../centre/load-centre.ts'
import { manualPage, reactions } from '../index.ts'
import { manualDownloads } from './manual-downloads.ts'

const slug = 'prirucnik-prvi-kontakt'
let app: TestApp

beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal.slice(0, 3)))
})
afterAll(() => app.close())

/** The real maker of PDFs, watched. */
function watched(): { app: App; made: () => number } {
  let count = 0
  const pdf: App['pdf'] = {
    ...app.pdf,
    pdf: (...given) => {
      count++
      return app.pdf.pdf(...given)
    },
  }
  return { app: { ...app, pdf }, made: () => count }
}

function served(by: App): Hono {
  const routes = new Hono()
  manualDownloads(by, routes)
  return routes
}

const address = (format: string, variant: string) => `/api/v1/library/manuals/${slug}.${format}?variant=${variant}`

async function bytesAt(location: string | null): Promise<Buffer> {
  const [, hash = ''] = /^\/files\/([0-9a-f]{64})\//.exec(location ?? '') ?? []
  return buffer(app.blobs.read(hash))
}

test('many who ask first at once get one PDF, made once', async () => {
  const { app: watchedApp, made } = watched()
  const routes = served(watchedApp)
  const answers = await Promise.all(Array.from({ length: 8 }, () => routes.request(address('pdf', 'sr-Latn'))))
  const again = await routes.request(address('pdf', 'sr-Latn'))
  const locations = [...answers, again].map((answer) => answer.headers.get('location'))
  expect(new Set([...answers, again].map(({ status }) => status))).toEqual(new Set([302]))
  expect(new Set(locations).size).toBe(1)
  expect(locations[0]).toMatch(/^\/files\/[0-9a-f]{64}\/prirucnik-prvi-kontakt-1\.0-sr-latn\.pdf$/)
  expect(made()).toBe(1)
  expect((await bytesAt(locations[0] ?? null)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the cover tells the size of a file once it was made', async () => {
  const sizeOf = async () => (await manualPage(app, slug, 'en'))?.downloads.find(({ format }) => format === 'epub')?.size
  expect(await sizeOf()).toBeUndefined()
  const answer = await served(app).request(address('epub', 'en'))
  const bytes = await bytesAt(answer.headers.get('location'))
  expect(await sizeOf()).toBe(bytes.byteLength)
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
})

test('the made file is open to everybody under its media type', async () => {
  await served(app).request(address('epub', 'sr-Cyrl'))
  const open = await sql<{ media_type: string }>`select media_type from public_file where name = ${`${slug}-1.0-sr-cyrl.epub`}`.execute(rawHandle(app.db))
  expect(open.rows).toEqual([{ media_type: 'application/epub+zip' }])
})

test('an unknown manual, format or variant is said in words', async () => {
  const routes = served(app)
  expect((await routes.request('/api/v1/library/manuals/nema.pdf')).status).toBe(404)
  expect((await routes.request(`/api/v1/library/manuals/${slug}.docx`)).status).toBe(404)
  expect(await (await routes.request('/api/v1/library/manuals/nema.pdf?variant=sr-Latn')).text()).toBe('Na toj adresi nema priručnika.')
  expect((await routes.request(address('pdf', 'xx'))).status).toBe(400)
})

test('a file that cannot be made is said in words, and the next one who asks may be luckier', async () => {
  let broken = true
  const pdf: App['pdf'] = { ...app.pdf, pdf: (...given) => (broken ? Promise.reject(new Error('out of paper')) : app.pdf.pdf(...given)) }
  const routes = served({ ...app, pdf })
  const failed = await routes.request(address('pdf', 'en'))
  expect(failed.status).toBe(503)
  expect(failed.headers.get('retry-after')).toBe('60')
  expect(await failed.text()).toContain(`http://localhost:3999/en/library/manuals/${slug}`)
  broken = false
  expect((await routes.request(address('pdf', 'en'))).status).toBe(302)
})

test('a new edition gets all its files before anybody asks, and hearing of it twice makes none twice', async () => {
  const { app: watchedApp, made } = watched()
  const [reaction] = reactions
  await reaction?.react(watchedApp, { manual: slug }, 'once')
  const before = made()
  await reaction?.react(watchedApp, { manual: slug }, 'once')
  expect(made()).toBe(before)
  for (const variant of variants) {
    const downloads = (await manualPage(app, slug, variant))?.downloads ?? []
    expect(downloads.map(({ size }) => typeof size)).toEqual(['number', 'number'])
  }
})
