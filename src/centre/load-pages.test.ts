import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageBySlug } from '#modules/site/index.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { loadMissingPages } from './load-centre.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const folder = join(import.meta.dirname, '../../centre')

test('An empty centre has its standing pages, and loading them again changes nothing', async () => {
  expect(await loadMissingPages(app, folder)).toEqual({ ok: true, value: 5 })
  for (const slug of ['about', 'help', 'privacy', 'accessibility', 'languages']) {
    const page = await pageBySlug(app.db, slug)
    expect(page?.title['sr-Cyrl'], slug).toBeTruthy()
    expect(page?.english?.length, slug).toBeGreaterThan(0)
  }
  expect(await loadMissingPages(app, folder)).toEqual({ ok: true, value: 0 })
})
