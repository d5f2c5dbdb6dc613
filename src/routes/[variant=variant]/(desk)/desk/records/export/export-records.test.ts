import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { entriesOf } from '#modules/audit/index.ts'
import { addPerson } from '#modules/people/index.ts'
import { buildStatement, exploreStatements, openStatement, placeFrom, placeText, storeStatements } from '#modules/records/index.ts'
import { readCsv } from '#platform/csv.ts'
import { actorWith } from '../../../../../../../tests/support/actors.ts'
import { type StoreClient, storeClient, storeRoutes } from '../../../../../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../../../../../tests/support/test-app.ts'
import { askedIn, questionFor } from '../question.ts'
import { atOnce, exportRecords } from './export-records.ts'

let app: TestApp
let client: StoreClient
let marija: PersonId
const actor = actorWith(['coordinator'], { id: '01900000-0000-7000-8000-00000000c00d' as PersonId })
const formula = '=HYPERLINK("https://primer.test")'

beforeAll(async () => {
  app = await testApp()
  client = await storeClient(app, storeRoutes(app))
  const added = await addPerson(app, { email: 'marija@primer.test', name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  if (!added.ok) throw new Error(added.refusal)
  marija = added.value as PersonId
  for (let from = 0; from < 2 * atOnce + 3; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, 2 * atOnce + 3 - from) }, () =>
      buildStatement(app, { id: app.newId(), person: marija, verb: 'experienced', activity: 'course/C01/version/1.0.0/unit/1', at: app.now() }),
    )
    app.pass(1000)
    await app.db.transact((tx) => storeStatements(app, tx, some, 'centre'))
  }
  app.pass(1000)
  const told = {
    actor: { name: 'Јован Узорак', account: { homePage: 'https://primer.test', name: formula } },
    verb: { id: 'http://primer.test/verbs/visited' },
    object: { id: 'http://primer.test/things/1', definition: { name: { sr: 'Посета' } } },
  }
  expect((await client.ask('/statements', { method: 'POST', body: told })).status).toBe(200)
  app.pass(1000)
})
afterAll(() => app.close())

const question = (asked: Record<string, string>, named = true) => questionFor(app, askedIn(new URLSearchParams(asked)), { named })
const count = async (asked: Record<string, string>, named = true) => (await exploreStatements(app, await question(asked, named), { most: 5000 })).length
const all = 2 * atOnce + 3
const taken = async (asked: Record<string, string>, { format, named }: { format: 'csv' | 'ndjson'; named: boolean }) =>
  new Response((await exportRecords(app, { actor, named, format, question: await question(asked) })).body).text()

describe('The records', () => {
  test('are found by name only where names are open, and by the account always', async () => {
    expect(await count({ person: 'marija' })).toBe(all)
    expect(await count({ person: 'МАРИЈА пример' })).toBe(all)
    expect(await count({ person: 'marija' }, false)).toBe(0)
    expect(await count({ person: marija }, false)).toBe(all)
    expect(await count({ person: 'нико' })).toBe(0)
  })

  test('are found by verb, activity, authority, attempt and day, and by all of them together', async () => {
    expect(await count({ verb: 'experienced' })).toBe(all)
    expect(await count({ verb: 'http://primer.test/verbs/visited' })).toBe(1)
    expect(await count({ activity: 'course/C01/version/1.0.0/unit/1' })).toBe(all)
    expect(await count({ activity: 'http://primer.test/things/1', authority: `client:${client.id}` })).toBe(1)
    expect(await count({ authority: 'centre' })).toBe(all)
    expect(await count({ authority: 'device' })).toBe(0)
    expect(await count({ registration: marija })).toBe(0)
    expect(await count({ from: '2026-11-23', to: '2026-11-23' })).toBe(all + 1)
    expect(await count({ from: '2026-11-24' })).toBe(0)
    expect(await count({ to: '2026-11-22' })).toBe(0)
    expect(await count({ verb: 'experienced', authority: `client:${client.id}` })).toBe(0)
  })

  test('follow page by page without a gap, also those of one moment', async () => {
    const met = new Set<string>()
    let after: string | null = null
    for (;;) {
      const page: { id: string; stored: Date }[] = await exploreStatements(app, {}, { after: placeFrom(after), most: 200 })
      for (const { id } of page) met.add(id)
      const last = page.at(-1)
      if (page.length < 200 || !last) break
      after = placeText(last)
    }
    expect(met.size).toBe(all + 1)
  })

  test('show what was voided, what voids it, and who tried in vain', async () => {
    const [id] = (await (
      await client.ask('/statements', {
        method: 'POST',
        body: { actor: { mbox: 'mailto:a@primer.test' }, verb: { id: 'http://primer.test/v' }, object: { id: 'http://primer.test/x' } },
      })
    ).json()) as string[]
    const voiding = {
      actor: { mbox: 'mailto:a@primer.test' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
      object: { objectType: 'StatementRef', id },
    }
    const [by] = (await (await client.ask('/statements', { method: 'POST', body: voiding })).json()) as string[]
    expect(await openStatement(app, id ?? '')).toMatchObject({ voided: true, voidings: [{ by, counts: true }] })
    expect(await openStatement(app, by ?? '')).toMatchObject({ voided: false, voids: id })
    expect(await openStatement(app, 'nothing')).toBeNull()
  })
})

describe('Records that are taken away', () => {
  test('are whole, one a line, every one once', async () => {
    const lines = (await taken({ verb: 'experienced' }, { format: 'ndjson', named: true })).trim().split('\n')
    expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(all)
    expect(lines).toHaveLength(all)
  })

  test('are a table with one header whatever their number, in which nothing runs', async () => {
    const text = await taken({}, { format: 'csv', named: true })
    const names = ['id', 'stored', 'timestamp', 'person', 'verb', 'object', 'registration', 'success', 'scaled', 'authority', 'voided']
    const read = readCsv(
      text,
      names.map((name) => ({ name, required: true })),
    )
    expect(read.ok && read.value.length).toBe(all + 3)
    expect(text.split('"stored"')).toHaveLength(2)
    expect(text).toContain(`"'${formula.replaceAll('"', '""')}"`)
  })

  test('name nobody of another system unless names are open', async () => {
    const asked = { verb: 'http://primer.test/verbs/visited' }
    const hidden = await taken(asked, { format: 'ndjson', named: false })
    expect(hidden).not.toMatch(/Јован|HYPERLINK/)
    expect(hidden).toContain('Посета')
    expect(await taken(asked, { format: 'ndjson', named: true })).toMatch(/Јован/)
    expect(await taken({ person: marija }, { format: 'ndjson', named: false })).toContain(marija)
  })

  test('are noted before they go', async () => {
    app.pass(1000)
    await exportRecords(app, { actor, named: false, format: 'csv', question: await question({ verb: 'experienced' }) })
    const [entry] = await entriesOf(app.db, { deed: 'records.statements-exported' }, { most: 1 })
    expect(entry).toMatchObject({ by: actor.id, on: 'view:records', detail: { format: 'csv', named: false, verb: true, activity: false } })
  })
})
