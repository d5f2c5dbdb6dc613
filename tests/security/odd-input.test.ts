/** SEC-63, SEC-14, SEC-12 (ASVS V2.2.1, V1.2.4, V1.2.1, V16.5.1): odd input is refused or taken as text; it breaks nothing and is told nothing. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InProcessCentre, Told } from '../support/in-process-centre.ts'
import { times, whole } from './extent.ts'
import { access } from './matrix/access.ts'
import { type CentreWithAdmin, centreWithAdmin } from './matrix/centre-with-admin.ts'
import { everyOperation } from './matrix/discover.ts'
import { fieldNames, queryNames } from './names-in-use.ts'
import { wouldRun } from './would-run.ts'

const operations = (await everyOperation()).filter(({ key }) => access[key])
let centre: InProcessCentre
let requestOf: CentreWithAdmin['requestOf']
let newSession: CentreWithAdmin['newSession']

beforeAll(async () => {
  ;({ centre, requestOf, newSession } = await centreWithAdmin())
})
afterAll(() => centre.close())

const inside = /\bat [\w.<>$]+ \(|node:internal|node_modules|\/src\/|syntax error at|relation "|column "|pg_catalog|ECONNREFUSED|TypeError|ReferenceError/

/** What is wrong with an answer to odd input. */
function faultOf({ status, body }: Told, sent: string): string[] {
  const shown = sent.slice(0, 120)
  return [
    ...(status >= 500 ? [`${status} for ${shown}`] : []),
    ...(inside.test(body) && !inside.test(sent) ? [`tells of its inside: ${inside.exec(body)?.[0]} for ${shown}`] : []),
  ]
}

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
/** Bodies that parsers stumble over. */
const bodies: [string, string][] = [
  ['application/json', deep(10_000)],
  ['application/json', '['.repeat(10_000)],
  ['application/json', '{"id":1,"id":[2],"__proto__":{"a":1}}'],
  ['application/json', 'null'],
  ['application/json', '"\\ud800"'],
  ['application/json', '{"id":"\\u0000"}'],
  ['application/json', '1e999'],
  ['application/json', ''],
  ['application/x-www-form-urlencoded', `${'a=1&'.repeat(5000)}`],
  ['application/x-www-form-urlencoded', 'id=%00&name=%ff%fe&x=%ED%A0%80'],
  ['application/x-www-form-urlencoded', `name=${'я'.repeat(20_000)}`],
  ['application/x-www-form-urlencoded', 'id[]=1&id[a]=2&id=3&__proto__[x]=1'],
  ['multipart/form-data', 'no boundary at all'],
  ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="file"; filename="../../etc/passwd"\r\n\r\n\u0000\r\n--x'],
  ['text/plain', 'x'],
  ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
]

const sqlTricks = [
  "'",
  "''",
  '"',
  "' or '1'='1",
  "'; drop table person; --",
  "') or 1=1 --",
  '1 union select null,version()',
  "' and pg_sleep(3) --",
  '\\',
  '%',
  '_',
  "\u02bc' --",
]

/** What may stand where an address has an id. */
const oddIds = ['nema', '%27', '%00', '..%2f..%2fetc', '%ff', '-1', '1e9', 'x'.repeat(300), '%D0%B0', '01900000-0000-7000-8000-00000000dead']

/** One odd value of any kind, as text. */
const oddValue = fc.oneof(
  fc.constantFrom(
    ...sqlTricks,
    '\u0000',
    '\ud800',
    '../../etc/passwd',
    '%2e%2e%2f',
    '{{7*7}}',
    ['$', '{7*7}'].join(''),
    '<%= 7*7 %>',
    '%s%n%j',
    '-1',
    '2147483648',
    '9007199254740993',
    'NaN',
    '1e400',
    '0x10',
    'true',
    '[]',
    '{}',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
  fc.integer().map(String),
)

describe.each(operations)('$key', (operation) => {
  test('takes odd values as what they are, or refuses them', { timeout: 240_000 }, async () => {
    const session = await newSession()
    const { path, asked } = requestOf(operation)
    const names = asked.method === 'GET' ? queryNames : fieldNames
    const property = fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), oddValue, { minKeys: 1, maxKeys: 5 }), async (values) => {
      const form = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, value.toWellFormed()])).toString()
      const told =
        asked.method === 'GET'
          ? await centre.ask(`${path}${path.includes('?') ? '&' : '?'}${form}`, { session })
          : await centre.ask(path, { ...asked, session, body: form })
      expect(faultOf(told, form)).toEqual([])
    })
    await fc.assert(property, { numRuns: times(150, 6) })
  })

  test('knows no thing by an odd id', async () => {
    const session = await newSession()
    const { path, asked } = requestOf(operation)
    if (!operation.route.includes('[')) return expect(path).not.toContain('[')
    const fixed = operation.route.split('/').map((part, i) => (part.startsWith('[') ? i : -1))
    for (const odd of oddIds) {
      const [place = '', query] = path.split('?')
      const shift = operation.hasVariant ? 1 : 0
      const parts = place.split('/').map((part, i) => (fixed.includes(i - shift) ? odd : part))
      const told = await centre.ask(`${parts.join('/')}${query === undefined ? '' : `?${query}`}`, { ...asked, session })
      expect(faultOf(told, odd)).toEqual([])
    }
  })

  test('is not broken by bodies that parsers stumble over', async () => {
    const session = await newSession()
    const { path, asked } = requestOf(operation)
    if (asked.method === 'GET') return expect(faultOf(await centre.ask(path, { session, headers: { 'content-type': 'application/json' } }), '')).toEqual([])
    for (const [type, body] of bodies)
      expect(faultOf(await centre.ask(path, { ...asked, session, body, headers: { ...asked.headers, 'content-type': type } }), body)).toEqual([])
  })
})

const marks = [
  '"><script>window.__xss=1</script>',
  "'><img src=x onerror=window.__xss=1>",
  '</title><svg onload=window.__xss=1>',
  '</textarea><script>window.__xss=1</script>',
  'javascript:window.__xss=1',
  '"autofocus onfocus=window.__xss=1 x="',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  '--><script>window.__xss=1</script>',
  '</script><script>window.__xss=1</script>',
  '\u2028window.__xss=1//',
  '{{constructor.constructor("window.__xss=1")()}}',
  '%3Cscript%3Ewindow.__xss=1%3C/script%3E',
]
describe('what a query says is shown as text', () => {
  const pages = operations.filter(({ kind }) => kind === 'page')
  test.each(pages)('on $key', async (operation) => {
    const session = await newSession()
    const { path } = requestOf(operation)
    const found: string[] = []
    // All names at once tell as much, unless one of them turns the page away; the whole form tries each by itself.
    const asked = whole ? queryNames.map((name) => [name]) : [queryNames]
    for (const names of asked)
      for (const mark of whole ? marks : marks.slice(0, 4)) {
        const { body } = await centre.ask(`${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(names.map((name) => [name, mark]))}`, { session })
        found.push(...wouldRun(body).map((fault) => `${names}: ${fault}`))
      }
    expect(found).toEqual([])
  })

  test.each(marks)('on the page for what is not there: %s', async (mark) => {
    const session = await newSession()
    for (const path of [
      `/sr/${encodeURIComponent(mark)}`,
      `/sr/courses/${encodeURIComponent(mark)}`,
      `/${encodeURIComponent(mark)}`,
      `/sr/verify/${encodeURIComponent(mark)}`,
    ])
      expect(wouldRun((await centre.ask(path, { session })).body)).toEqual([])
  })
})

describe('SQL that is sent is searched for, not run', () => {
  test.each(sqlTricks)('%s', async (trick) => {
    const session = await newSession()
    const asked = async (query: string) => {
      const began = performance.now()
      const { status, body } = await centre.ask(`/sr/search?q=${encodeURIComponent(query)}`, { session })
      return { status, waited: performance.now() - began, found: /<li class="found|class="hit"/.test(body) }
    }
    const { status, waited } = await asked(trick)
    expect(status).toBe(200)
    // It was told to sleep three seconds.
    expect(waited).toBeLessThan(2900)
  })

  test('names of tables and columns in SQL are written in the program, never taken from a request', async () => {
    const { execFileSync } = await import('node:child_process')
    const { root } = await import('../support/server.ts')
    const raw = execFileSync('grep', ['-rnE', String.raw`sql\.(raw|lit)\(`, 'src', '--include=*.ts'], { cwd: root, encoding: 'utf8' })
    const places = raw.split('\n').filter((line) => line !== '' && !/\.test\.ts:|\/migrations\//.test(line))
    // Names that these take come from the catalogue of the database, and sizes from constants.
    expect(places.filter((line) => !/^src\/(backup\/|modules\/records\/partitions)/.test(line))).toEqual([])
  })
})
