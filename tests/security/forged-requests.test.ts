/** SEC-20 (ASVS V3.5.1–3.5.3): whatever changes something, another site's page can't cause it, by no form, no picture, no trick of method or type. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InProcessCentre } from '../support/in-process-centre.ts'
import { access } from './matrix/access.ts'
import { type CentreWithAdmin, centreWithAdmin } from './matrix/centre-with-admin.ts'
import { everyOperation } from './matrix/discover.ts'
import { stateOf } from './matrix/state.ts'

const operations = (await everyOperation()).filter(({ key }) => access[key])
const writing = operations.filter(({ method }) => method !== 'GET')
let centre: InProcessCentre
let requestOf: CentreWithAdmin['requestOf']
let session: string

beforeAll(async () => {
  const made = await centreWithAdmin()
  ;({ centre, requestOf } = made)
  session = await made.newSession()
})
afterAll(() => centre.close())

/** Where a foreign page says it comes from, or keeps silent about; the content host is of our own site, and no friend. */
const foreign: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a name that begins like ours', { origin: 'http://localhost:3999.evil.example' }],
  ['another port', { origin: 'http://localhost:1' }],
  ['the content host', { origin: 'http://content.localhost:3999' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a browser that names only the relation', { 'sec-fetch-site': 'cross-site' }],
  ['a browser that says: same site', { 'sec-fetch-site': 'same-site' }],
  ['an address that was typed', { 'sec-fetch-site': 'none' }],
]

const types: [string, string, string][] = [
  ['a form', 'application/x-www-form-urlencoded', 'a=1'],
  ['plain text', 'text/plain', '{"a":1}'],
  ['a form of several parts', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'],
  ['JSON', 'application/json', '{"a":1}'],
]

test('there is something to forge', () => {
  expect(writing.length).toBeGreaterThan(20)
})

describe.each(writing)('$key', (operation) => {
  test('is refused to every other origin, in every form, and changes nothing', async () => {
    const { path, asked } = requestOf(operation)
    const before = await stateOf(centre.app)
    const answers: string[] = []
    for (const [who, headers] of foreign) {
      for (const [what, type, body] of types) {
        const origin = headers['origin'] ?? ''
        // The helper speaks for our own page unless it is told another origin; an empty one is left out.
        const told = await centre.ask(path, { ...asked, session, body, headers: { ...asked.headers, ...headers, origin, 'content-type': type } })
        if (told.status !== 403) answers.push(`${what} from ${who}: ${told.status}`)
      }
    }
    expect(answers).toEqual([])
    expect(await stateOf(centre.app)).toEqual(before)
  })

  test('does not happen by reading its address, whatever method one claims', async () => {
    const { path } = requestOf(operation)
    const before = await stateOf(centre.app)
    const claims = [{}, { 'x-http-method-override': 'POST' }, { 'x-http-method': 'POST' }, { 'x-method-override': 'POST' }]
    const sent = [path, `${path}${path.includes('?') ? '&' : '?'}_method=POST`]
    for (const method of ['GET', 'HEAD', 'OPTIONS']) for (const headers of claims) for (const one of sent) await centre.ask(one, { method, session, headers })
    expect(await stateOf(centre.app)).toEqual(before)
  })
})

test('reading every address twice changes nothing', async () => {
  const reading = operations.filter(({ method }) => method === 'GET').map(requestOf)
  const visit = async () => {
    for (const { path, asked } of reading) await centre.ask(path, { ...asked, session })
    return stateOf(centre.app)
  }
  const first = await visit()
  expect(await visit()).toEqual(first)
})
