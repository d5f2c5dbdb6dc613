/** The search of a device over the very texts of the server's: what one finds, the other finds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold, toLatin } from '@putokaz/serbian'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchText } from '#kernel/search-text.ts'
import { areas } from '#modules/areas/index.ts'
import { reading } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { loadCentre } from '../../../centre/load-centre.ts'
import type { Found } from '../domain/found.ts'
import { searchFor } from '../index.ts'
import type { SearchTables } from '../tables.ts'
import { indexKept, type KeptIndex, packed, unpacked } from './kept-index.ts'
import { searchKept } from './search-kept.ts'

const root = join(import.meta.dirname, '../../../..')
let app: TestApp
let texts: SearchText[]
let index: KeptIndex
let known: Awaited<ReturnType<typeof areas>>

beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(root, 'centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  await app.settle()
  const rows = await reading<SearchTables>(app.db)
    .selectFrom('search_item')
    .innerJoin('search_body', (on) => on.onRef('search_item.kind', '=', 'search_body.kind').onRef('search_item.id', '=', 'search_body.id'))
    .select(['search_item.kind', 'search_item.id', 'path', 'areas', 'date', 'sample', 'title', 'body'])
    .execute()
  texts = rows.map(({ date, ...row }) => ({ ...row, ...(date !== null && { date }) }) as SearchText)
  index = unpacked(packed(await indexKept(texts)))
  known = await areas(app.db)
})
afterAll(() => app.close())

const onServer = (query: string) => searchFor(app.db, { query, variant: 'sr-Cyrl', page: 1 })
const onDevice = (query: string, more: Partial<Parameters<typeof searchKept>[2]> = {}) =>
  searchKept(index, known, { query, variant: 'sr-Cyrl', page: 1, ...more })
const names = ({ hits }: Pick<Found, 'hits'>) => hits.map(({ kind, id }) => `${kind} ${id}`)

interface Pair {
  readonly a: string
  readonly b: string
  readonly same: boolean
}
const heldOut = readFileSync(join(root, 'conformance/serbian/search-held-out.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair)

describe('On a device', () => {
  test('every word of the held-out pairs finds as many things as on the server', async () => {
    const words = [...new Set(heldOut.flatMap(({ a, b }) => [a, b]))]
    let found = 0
    for (const word of words) {
      const [there, here] = [await onServer(word), onDevice(word)]
      expect(here.total, word).toBe(there.total)
      expect({ kinds: here.kinds, areas: here.areas }, word).toEqual({ kinds: there.kinds, areas: there.areas })
      if (here.total > 0) found++
    }
    expect(found).toBeGreaterThan(100)
  })

  test('as many held-out pairs meet in one result as on the server', async () => {
    const same = heldOut.filter((pair) => pair.same)
    let [there, here] = [0, 0]
    for (const { a, b } of same) {
      if (names(await onServer(a)).join() === names(await onServer(b)).join()) there++
      if (names(onDevice(a)).join() === names(onDevice(b)).join()) here++
    }
    console.info('held-out pairs that meet: server', there, 'device', here, 'of', same.length)
    expect(here).toBeGreaterThanOrEqual(there)
  })

  test('a thing is near the top when its title is typed in bare Latin letters', () => {
    const lost = texts.filter(
      ({ kind, id, title }) => !names({ hits: onDevice(fold(title['sr-Cyrl'] ?? title.en ?? '')).hits.slice(0, 5) }).includes(`${kind} ${id}`),
    )
    expect(lost.map(({ kind, id }) => `${kind} ${id}`)).toEqual([])
  })

  test('script and diacritics do not matter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...index.forms.filter(({ language }) => language === 'sr').map(({ shown }) => shown)), { minLength: 1, maxLength: 3 }),
        (words) => {
          const first = names(onDevice(words.join(' ')))
          expect(names(onDevice(toLatin(words.join(' '))))).toEqual(first)
          expect(names(onDevice(fold(words.join(' '))))).toEqual(first)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('an unfinished word, a slip and some of the words are answered as on the server', async () => {
    for (const query of ['tražioca azi', 'zahtve za azil', 'захтве за азил', 'право на жалбу xyzzyx', 'xyzzyx', '', 'и на за', 'asylum seekers']) {
      const [there, here] = [await onServer(query), onDevice(query)]
      const told = ({ query, telling, total, didYouMean, partial }: Found) => ({ query, telling, total, didYouMean, partly: partial.length > 0 })
      expect(told(here), query).toEqual(told(there))
    }
  })

  test('pages neither repeat nor skip, and a kind narrows', () => {
    const { total, pages, kinds } = onDevice('азил')
    const all = Array.from({ length: pages }, (_, at) => names(onDevice('азил', { page: at + 1 }))).flat()
    expect(new Set(all).size).toBe(total)
    for (const { kind, count } of kinds) expect(onDevice('азил', { kind }).total).toBe(count)
  })

  test('no question breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), (query, page) => {
        expect(onDevice(query, { page })).toHaveProperty('hits')
      }),
      { numRuns: 200 },
    )
  })

  test('indexing lets others have their turn', async () => {
    let rests = 0
    await indexKept(texts, async () => void rests++)
    expect(rests).toBeGreaterThan(3)
  })
})
