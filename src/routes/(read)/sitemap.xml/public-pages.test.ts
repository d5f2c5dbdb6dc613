import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { loadCentre } from '../../../centre/load-centre.ts'
import { publicPages } from './public-pages.ts'
import type { PublicPage } from './sitemap.ts'

const readings = join(import.meta.dirname, '../../[variant=variant]/(read)')
/** Reading pages that are not for engines: the design system, results of a question, a page again on one sheet, what lies on a device. */
const notListed = /^\/(ui|search|verify|on-device)(\/|$)|\/print$/

let app: TestApp
let pages: PublicPage[]
beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  pages = await publicPages(app.db)
})
afterAll(() => app.close())

/** The addresses that a folder of pages answers: `/laws/[code]` as an expression. */
function answeredBy(folder: string): RegExp {
  const parts = folder.split('/').filter((part) => part !== '' && !part.startsWith('('))
  return new RegExp(`^/${parts.map((part) => (part.startsWith('[') ? '[^/]+' : part.replaceAll('.', String.raw`\.`))).join('/')}$`)
}

const routes = globSync('**/+page.svelte', { cwd: readings }).map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`)

test('every kind of reading page has an address in the sitemap', () => {
  expect(routes.length).toBeGreaterThan(8)
  const missing = routes.filter((route) => !notListed.test(route) && !pages.some(({ path }) => answeredBy(route).test(path)))
  expect(missing).toEqual([])
})

test('every address is listed once, without a place inside the page, and is answered by a reading page', () => {
  const paths = pages.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths.filter((path) => path.includes('#'))).toEqual([])
  expect(paths.filter((path) => !routes.some((route) => answeredBy(route).test(path)))).toEqual([])
})

test('registers are listed whole', () => {
  const under = (place: string) => pages.filter(({ path }) => path.startsWith(`${place}/`)).length
  expect(under('/areas')).toBe(7)
  expect(under('/institutions')).toBe(46)
  expect(under('/laws')).toBe(18)
})
