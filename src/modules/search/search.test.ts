/** The whole road on the real centre: files, modules, facts, reactions, index, question. */
import { join } from 'node:path'
import { fold, toLatin } from '@putokaz/serbian'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchText } from '#kernel/search-text.ts'
import { loadLaws } from '#modules/laws/index.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { reading } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { loadCentre } from '../../centre/load-centre.ts'
import { type Found, indexTexts, reactions, searchFor } from './index.ts'
import type { SearchTables } from './tables.ts'

const probe = (id: string, title: SearchText['title'], body: SearchText['body'] = {}): SearchText => ({
  kind: 'document',
  id: `probe-${id}`,
  path: `/probe/${id}`,
  title,
  body,
  areas: ['A1'],
  sample: true,
})
const probes: SearchText[] = [
  probe('author', { 'sr-Cyrl': 'Огледни чланак' }, { 'sr-Cyrl': 'Написала га је Огледа Ђорђевић-Пример.' }),
  probe('head', { 'sr-Cyrl': 'Дужности руководиоца' }, { 'sr-Cyrl': 'Руководиоци одговарају за рад.' }),
  probe('frontex', { 'sr-Cyrl': 'Операција Фронтекса' }, { 'sr-Cyrl': 'Шта ради Фронтекс на граници.', en: 'What Frontex does at a border.' }),
  probe('refugee', { 'sr-Cyrl': 'Избеглички смештај' }, { 'sr-Cyrl': 'О смештају.' }),
  probe('english', { en: 'Interviewing torture survivors' }, { en: 'How interviews with survivors are prepared and which questions wait.' }),
]

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  await app.settle()
  await indexTexts(app.db, 'probe', async () => probes)
})
afterAll(() => app.close())

const ask = (query: string, more: Partial<Parameters<typeof searchFor>[1]> = {}) => searchFor(app.db, { query, variant: 'sr-Cyrl', page: 1, ...more })
const listed = ({ hits, partial, total, kinds, areas }: Found) => ({
  hits: hits.map(({ kind, id }) => `${kind} ${id}`),
  partial: partial.map(({ kind, id }) => `${kind} ${id}`),
  total,
  kinds,
  areas,
})
const paths = ({ hits }: Found) => hits.map(({ path }) => path)

describe('One ranking', () => {
  const same: Record<string, string[]> = {
    азил: ['azil', 'azila', 'азилу', 'АЗИЛОМ'],
    тражилац: ['tražilac', 'trazilac', 'тражиоца', 'trazioca', 'тражилаца', 'TRAŽIOCIMA'],
    Ђорђевић: ['Đorđević', 'Djordjevic', 'ђорђевића', 'djordjevicu'],
    жртва: ['жртава', 'zrtve', 'žrtvama'],
    дете: ['деце', 'deca', 'деци'],
    руководилац: ['руководиоца', 'rukovodioci', 'rukovodilaca'],
    избеглица: ['избеглички', 'izbeglice', 'izbeglički'],
    Фронтекс: ['Frontex', 'frontex', 'Фронтекса', 'Frontexom'],
    обука: ['obuka', 'обуке', 'obuci'],
    'тражилац азила': ['tražilac azila', 'trazioca azila', 'ТРАЖИОЦИ АЗИЛА'],
  }
  for (const [word, others] of Object.entries(same)) {
    test(`is given for „${word}“ however it is written`, async () => {
      const first = listed(await ask(word))
      expect(first.total).toBeGreaterThan(0)
      for (const other of others)
        for (const variant of ['sr-Cyrl', 'sr-Latn', 'en'] as const)
          expect(listedWithoutNames(await ask(other, { variant })), other).toEqual(withoutNames(first))
    })
  }

  test('is given for any words of the centre in Cyrillic, in Latin and without diacritics', async () => {
    const known = await reading<SearchTables>(app.db).selectFrom('search_word').select('shown').where('language', '=', 'sr').orderBy('folded').execute()
    const word = fc.constantFrom(...known.map((row) => row.shown))
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (words) => {
        const first = listed(await ask(words.join(' ')))
        expect(listed(await ask(toLatin(words.join(' '))))).toEqual(first)
        expect(listed(await ask(fold(words.join(' '))))).toEqual(first)
      }),
      { numRuns: 40 },
    )
  })

  test('puts first what bears the words as its title', async () => {
    expect(paths(await ask('обука'))[0]).toBe('/glossary#obuka')
    expect(paths(await ask('kancelarija za azil'))[0]).toBe('/glossary#kancelarija-za-azil')
    expect(paths(await ask('Комисија за азил')).slice(0, 2)).toContain('/institutions/kom')
  })

  test('has every thing near its top when its title is typed in bare Latin letters', async () => {
    const rows = await reading<SearchTables>(app.db).selectFrom('search_body').selectAll().execute()
    for (const { kind, id, title } of rows) {
      const { hits } = await ask(fold(title['sr-Cyrl'] ?? title.en ?? ''))
      expect(
        hits.slice(0, 5).map((hit) => `${hit.kind} ${hit.id}`),
        `${kind} ${id}`,
      ).toContain(`${kind} ${id}`)
    }
  })

  test('keeps apart what must never be taken for the same', async () => {
    expect(paths(await ask('прихватилиште за странце'))[0]).not.toBe(paths(await ask('прихватни центар'))[0])
    expect(listed(await ask('центар за азил')).hits).not.toEqual(listed(await ask('прихватни центар')).hits)
  })
})

const withoutNames = ({ areas, ...rest }: ReturnType<typeof listed>) => ({ ...rest, areas: areas.map(({ code, count }) => ({ code, count })) })
const listedWithoutNames = (found: Found) => withoutNames(listed(found))

describe('An English word', () => {
  test('finds English texts in any of its forms', async () => {
    for (const word of ['survivor', 'survivors', 'interviewing torture survivors', 'survivor interviewed'])
      expect(paths(await ask(word, { variant: 'en' })), word).toContain('/probe/english')
    expect(paths(await ask('asylum seekers', { variant: 'en' }))[0]).toBe('/glossary#trazilac-azila')
    expect(paths(await ask('training', { variant: 'en' }))).toContain('/courses/C12')
  })

  test('is shown where it stands in the English text', async () => {
    const { hits } = await ask('survivors', { variant: 'en' })
    const probe = hits.find(({ path }) => path === '/probe/english')
    expect(probe?.snippet.segments.filter((run) => run.hit).map((run) => run.text)).toEqual(['survivors'])
    expect(probe?.snippet.variant).toBe('en')
  })
})

describe('A question', () => {
  test('whose last word is unfinished finds what begins so', async () => {
    const { total, hits } = await ask('tražioca azi')
    expect(total).toBeGreaterThan(5)
    expect(hits[0]?.path).toBe('/glossary#trazilac-azila')
  })

  test('with a slip is answered by what was meant, in the script it was typed in', async () => {
    expect((await ask('zahtve za azil')).didYouMean).toBe('zahtev za azil')
    expect((await ask('захтве за азил')).didYouMean).toBe('захтев за азил')
    expect((await ask('xyzzyx')).didYouMean).toBeUndefined()
  })

  test('that nothing has all words of shows what has some of them, most first', async () => {
    const { total, partial } = await ask('право на жалбу xyzzyx')
    expect(total).toBe(0)
    expect(partial.length).toBeGreaterThan(3)
    expect(partial[0]?.snippet.segments.filter((run) => run.hit).length).toBeGreaterThan(1)
  })

  test('that is empty or says nothing is answered by nothing', async () => {
    expect(await ask('   ')).toMatchObject({ query: '', telling: false, total: 0, hits: [], partial: [] })
    expect(await ask('и на за')).toMatchObject({ query: 'и на за', telling: false, total: 0 })
  })

  test('never breaks, whatever it is made of', async () => {
    const hostile = [
      "'",
      "''",
      ':*',
      'azil:*',
      '&|!()',
      "azil' & 'b",
      '\\',
      "\\' | 1=1; drop table search_item --",
      '<->',
      '<2>',
      'a'.repeat(10_000),
      'азил '.repeat(2000),
      '\u0000azil',
      'azil\u0000',
      '\ud800',
      '%',
      '_',
      '🧭',
      'عربي',
      '١٢٣',
      '72',
      '\u200b',
      'NULL',
      '{}',
      '"azil"',
      '-azil',
    ]
    for (const query of hostile)
      for (const page of [1, 7, -1, Number.NaN, 1e9]) await expect(ask(query, { page }), query.slice(0, 30)).resolves.toHaveProperty('total')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (query) => {
        expect(await ask(query)).toHaveProperty('hits')
      }),
      { numRuns: 100 },
    )
    expect((await ask("azil' & 'нигденема")).partial.length).toBeGreaterThan(0)
  })
})

describe('Facets', () => {
  test('count what each of them would leave', async () => {
    const whole = await ask('азил')
    expect(whole.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(whole.total)
    for (const { kind, count } of whole.kinds) {
      const part = await ask('азил', { kind })
      expect(part.total, kind).toBe(count)
      expect(part.hits.every((hit) => hit.kind === kind)).toBe(true)
      expect(part.kinds).toEqual(whole.kinds)
    }
    for (const { code, count } of whole.areas) expect((await ask('азил', { area: code })).total, code).toBe(count)
  })

  test('pages neither repeat nor skip', async () => {
    const { total, pages } = await ask('азил')
    const all: string[] = []
    for (let page = 1; page <= pages; page++) all.push(...listed(await ask('азил', { page })).hits)
    expect(new Set(all).size).toBe(total)
    expect(all).toHaveLength(total)
    expect((await ask('азил', { page: pages + 5 })).page).toBe(pages)
  })
})

describe('The index', () => {
  const whole = async () => ({
    items: await reading<SearchTables>(app.db).selectFrom('search_item').selectAll().orderBy('kind').orderBy('id').execute(),
    words: await reading<SearchTables>(app.db).selectFrom('search_word').selectAll().orderBy('source').orderBy('language').orderBy('folded').execute(),
  })

  test('is the same after every fact once more, in any order and at the same time', async () => {
    const before = await whole()
    const generation = await contentGeneration(app.db)
    await Promise.all(reactions.toReversed().map((reaction) => reaction.react(app, {}, 'once')))
    expect(await whole()).toEqual(before)
    expect(await contentGeneration(app.db)).toBe(generation)
  })

  test('follows what its source says now', async () => {
    const act = {
      code: 'PROBE',
      name: { 'sr-Cyrl': 'Огледни закон о путоказима' },
      short: { 'sr-Cyrl': 'ОЗП' },
      kind: { code: 'law', name: { 'sr-Cyrl': 'Закон' } },
      jurisdiction: 'RS',
      mark: 'I' as const,
    }
    const before = (await ask('закон')).total
    await app.db.transact((tx) => loadLaws(app, tx, { acts: [act], provisions: [] }))
    expect((await ask('путоказима', { kind: 'act' })).total).toBe(0)
    await app.settle()
    expect(paths(await ask('putokazima', { kind: 'act' }))).toEqual(['/laws/probe'])
    expect((await ask('закон', { kind: 'act' })).total).toBe(1)
    expect((await ask('закон')).total).toBeLessThan(before)
  })
})
