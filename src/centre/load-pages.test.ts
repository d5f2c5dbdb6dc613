import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { done } from '#kernel/result.ts'
import { helpPage, helpSlugs, pageBySlug, renewHelp } from '#modules/site/index.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { openContentFiles } from './content-files.ts'
import { loadMissingPages } from './load-centre.ts'
import { readPages } from './read-centre.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const folder = join(import.meta.dirname, '../../centre')

test('An empty centre has its standing pages and help, and loading them again changes nothing', async () => {
  expect(await loadMissingPages(app, folder)).toEqual({ ok: true, value: 5 + helpSlugs.length })
  for (const slug of ['about', 'help', 'privacy', 'accessibility', 'languages', ...helpSlugs.map(helpPage)]) {
    const page = await pageBySlug(app.db, slug)
    expect(page?.title['sr-Cyrl'], slug).toBeTruthy()
    expect(page?.english?.length, slug).toBeGreaterThan(0)
  }
  expect(await loadMissingPages(app, folder)).toEqual({ ok: true, value: 0 })
})

test('Help that an older program left behind goes, and what it said otherwise is said anew', async () => {
  const read = await readPages(await openContentFiles(folder))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  const { source, english } = read.value.help
  const [first, second] = [...source]
  if (!first || !second) throw new Error('There is no help.')
  const old = [
    { slug: 'gone', source: first[1] },
    { slug: second[0], source: first[1] },
  ]
  const kept = [...source].slice(2).map(([slug, manuscript]) => ({ slug, source: manuscript, english: english.get(slug) ?? manuscript }))
  await app.db.transact(async (tx) => done(await renewHelp(app, tx, [...old, ...kept])))
  expect((await pageBySlug(app.db, helpPage('gone')))?.title).toEqual({ ...first[1].front.title })
  expect(await loadMissingPages(app, folder)).toEqual({ ok: true, value: 3 })
  expect(await pageBySlug(app.db, helpPage('gone'))).toBeNull()
  expect((await pageBySlug(app.db, helpPage(second[0])))?.title['sr-Cyrl']).toBe(second[1].front.title['sr-Cyrl'])
})
