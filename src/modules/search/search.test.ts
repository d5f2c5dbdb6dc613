import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCentre } from '../../centre/load-centre.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { searchFor } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  await app.settle()
})
afterAll(() => app.close())

const ask = (query: string, more = {}) => searchFor(app.db, { query, variant: 'sr-Cyrl', page: 1, ...more })

test('look', async () => {
  for (const q of ['azil', 'azila','азилу', 'obuka', 'тражилац', 'trazioca', 'Frontex','жртва','жртава','дете','деце','asylum seeker', 'training','rights of refugees', 'tražilc azila','izbegl','право на жалбу', 'kancelarija za azil', 'Ђорђевић', 'trgovina ljudima xyz']) {
    const t = performance.now()
    const f = await ask(q)
    console.log(q, f.total, (performance.now() - t).toFixed(1), f.didYouMean ?? '', JSON.stringify(f.kinds), f.partial.length)
    for (const h of [...f.hits.slice(0, 4), ...f.partial.slice(0,2)]) console.log('   ', h.kind, h.path, '|', h.title.segments.map((s) => s.hit ? `[${s.text}]` : s.text).join(''), '|', h.snippet.segments.map((s) => s.hit ? `[${s.text}]` : s.text).join('').slice(0,120))
  }
})
