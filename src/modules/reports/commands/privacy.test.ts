import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import type { PersonId } from '#kernel/id.ts'
import {
  addPerson,
  allPeople,
  changeRole,
  giveRole,
  isRestricted,
  mergePeople,
  personById,
  restrictedPeople,
  restrictPerson,
  undoMerge,
} from '#modules/people/index.ts'
import { aboutPeople, asHex, placeCanary, trace, wholeDatabase } from '../../../../tests/support/canary.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { applyTombstones, askErasure, askExport, fetchExport, keepPrivacy, shownExports, undoErasure } from '../index.ts'
import { tombstones } from '../tombstones.ts'

const days = (count: number) => count * 86_400_000
let app: TestApp

beforeEach(async () => {
  app = await testApp()
})
afterEach(() => app.close())

async function newAdmin(name: string): Promise<PersonId> {
  const added = await addPerson(app, { email: `${name}@primer.test`, name: 'Петар Огледни', roles: ['admin'], variant: 'sr-Cyrl', sample: false })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(bytes)
  for await (const entry of zip.eachEntry()) files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'))
  return files
}

async function fetched(person: PersonId): Promise<Map<string, string>> {
  const [made] = await shownExports(app, person)
  const archive = await fetchExport(app, { person, id: made?.id ?? '' })
  if (!archive) throw new Error('there is no archive')
  return unzipped(await buffer(archive.bytes))
}

/** Takes a person out as the clock does it after a week. */
async function erased(person: PersonId): Promise<void> {
  await app.db.executeSql(`delete from erasure where person = '${person}'`)
  const asked = await askErasure(app, { person, by: person })
  expect(asked).toMatchObject({ ok: true })
  await app.settle()
  app.pass(days(7) + 1000)
  await keepPrivacy(app)
  await app.settle()
}

describe('the copy of everything', () => {
  test('has all that is kept of a person in every table, and no secret', async () => {
    const person = await placeCanary(app)
    await askExport(app, { person, by: person, variant: 'sr-Cyrl' })
    await app.settle()
    const files = await fetched(person)
    const [data = '', page = ''] = [files.get('data.json'), files.get('index.html')]
    const exported = new Map((JSON.parse(data) as { data: { table: string; rows: unknown[] }[] }).data.map(({ table, rows }) => [table, rows.length]))
    // A hash of what was typed, files named by a number, bare numbers and jobs belong to nobody who could be asked.
    const ofNobody = new Set([
      'secret_check',
      'sign_on_offer',
      'statement_id',
      'statement_key',
      'statement_ref',
      'statement_void',
      'record_not_forwarded',
      'fact',
      'command_outcome',
    ])
    const missing = aboutPeople.map(({ table }) => table).filter((table) => !ofNobody.has(table) && (exported.get(table) ?? 0) === 0)
    expect(missing).toEqual([])
    const words = aboutPeople.filter(({ table }) => !ofNobody.has(table)).flatMap(wordsIn)
    expect(words.filter((word) => !data.includes(word))).toEqual([])
    expect(words.filter((word) => !page.includes(word))).toEqual([])
    const secrets = aboutPeople.flatMap(({ table, columns }) =>
      Object.keys(columns).flatMap((name) => (columns[name] === 'secret' ? [trace(table, name)] : [])),
    )
    expect(secrets.length).toBeGreaterThan(5)
    expect(secrets.filter((secret) => [data, page].some((text) => text.includes(secret) || text.includes(asHex(secret))))).toEqual([])
    expect(JSON.parse(files.get('statements.json') ?? '')).toMatchObject({ statements: [{ actor: { account: { name: person } } }] })
    expect([...files.keys()].filter((name) => name.endsWith('.pdf'))).toEqual([expect.stringMatching(/^certificates\/.*2222-3333-4444\.pdf$/)])
  })

  test('is hers alone, and gone after a week with its bytes', async () => {
    const [person, other] = [await newAdmin('prva'), await newAdmin('druga')]
    await askExport(app, { person, by: person, variant: 'en' })
    await askExport(app, { person, by: person, variant: 'en' })
    await app.settle()
    const made = await shownExports(app, person)
    expect(made).toMatchObject([{ state: 'ready', done: made[0]?.total }])
    const id = made[0]?.id ?? ''
    expect(await fetchExport(app, { person: other, id })).toBeNull()
    expect(await fetchExport(app, { person, id })).not.toBeNull()
    const { rows } = await app.db.executeSql('select hash from personal_export')
    const hash = (rows as { hash: string }[])[0]?.hash ?? ''
    app.pass(days(7) + 1000)
    await keepPrivacy(app)
    await app.settle()
    expect(await fetchExport(app, { person, id })).toBeNull()
    expect(await app.blobs.size(hash)).toBeUndefined()
  })

  test('is taken away when accounts turn out to be two people’s: it may hold what is the other’s', async () => {
    const [person, other] = [await newAdmin('prva'), await newAdmin('druga')]
    await mergePeople(app, { desk: 'terminal', survivor: person, merged: other })
    await askExport(app, { person, by: person, variant: 'en' })
    await app.settle()
    const id = (await shownExports(app, person))[0]?.id ?? ''
    expect(await fetchExport(app, { person, id })).not.toBeNull()
    await undoMerge(app, { desk: 'terminal', merged: other })
    await app.settle()
    expect(await fetchExport(app, { person, id })).toBeNull()
  })
})

/** The canaries of a table's columns that hold words, as they are kept. */
function wordsIn({ table, columns }: (typeof aboutPeople)[number]): string[] {
  const kinds = ['identity', 'contact', 'words']
  return Object.entries(columns).flatMap(([name, kind]) => (kinds.includes(kind) ? [trace(table, name)] : []))
}

test('two accounts of one person are one for her copy, her erasure and the restriction of her data, and nothing is told twice', async () => {
  const [person, other] = [await newAdmin('jedna'), await newAdmin('ista')]
  await newAdmin('treca')
  await mergePeople(app, { desk: 'terminal', survivor: person, merged: other })
  await askExport(app, { person: other, by: person, variant: 'sr-Cyrl' })
  await app.settle()
  const files = await fetched(person)
  const data = (JSON.parse(files.get('data.json') ?? '') as { data: { table: string; rows: { id?: string }[] }[] }).data
  expect(data.flatMap(({ table, rows }) => (table === 'person' ? rows.map(({ id }) => id) : [])).sort()).toEqual([person, other].sort())
  await restrictPerson(app, { person: other, by: person, restricted: true })
  expect(await isRestricted(app.db, person)).toBe(true)
  expect([...(await restrictedPeople(app.db))]).toEqual(expect.arrayContaining([person, other]))
  await restrictPerson(app, { person, by: person, restricted: false })
  expect(await isRestricted(app.db, other)).toBe(false)
  expect(await askErasure(app, { person: other, by: person })).toMatchObject({ ok: true })
  expect(await askErasure(app, { person, by: person })).toEqual({ ok: false, refusal: 'asked-already' })
  expect(await undoErasure(app, { person, by: person })).toMatchObject({ ok: true })
})

describe('erasure', () => {
  test('leaves no word, name, address or secret of hers anywhere in the database', async () => {
    const person = await placeCanary(app)
    await erased(person)
    const kinds = new Set(['identity', 'contact', 'words', 'secret', 'work'])
    // These rows point at nobody by themselves and are gone by the clock within the hour or the month.
    const byClock = new Set(['secret_check', 'sign_on_offer'])
    const canaries = aboutPeople
      .filter(({ table }) => !byClock.has(table))
      .flatMap(({ table, columns }) => Object.entries(columns).flatMap(([name, kind]) => (kinds.has(kind) ? [trace(table, name)] : [])))
    const found = (await wholeDatabase(app)).flatMap(({ table, text }) =>
      canaries.filter((one) => text.includes(one) || text.includes(asHex(one))).map((one) => `${one} in ${table}`),
    )
    expect(found).toEqual([])
    expect(await personById(app.db, person)).toBeNull()
  })

  test('leaves her number only where it proves what was done', async () => {
    const person = await placeCanary(app)
    await erased(person)
    const proofs = ['audit_entry', 'centre_settings', 'command_outcome', 'erasure', 'fact', 'privacy_request', 'retention_proposal', 'pgboss.job']
    const numbered = (await wholeDatabase(app)).filter(({ text }) => text.includes(person)).map(({ table }) => table)
    // What is kept of these leads to nobody: the numbers of records, and of things that she once changed.
    const things = [
      'statement',
      'statement_id',
      'statement_key',
      'statement_ref',
      'statement_void',
      'record_not_forwarded',
      'certificate_file',
      'register_change',
      'requirement_change',
      'secret_check',
      'sign_on_offer',
    ]
    expect(numbered.filter((table) => ![...proofs, ...things].includes(table))).toEqual([])
    const { rows } = await app.db.executeSql(
      `select count(*)::int as count from statement where actor = '${person}' or body::text like '%"name": "${person}"%'`,
    )
    expect(rows).toEqual([{ count: 0 }])
  })

  test('can be undone for a week, and only then', async () => {
    const [person, other] = [await newAdmin('prva'), await newAdmin('druga')]
    expect(await askErasure(app, { person, by: other })).toMatchObject({ ok: true })
    expect(await askErasure(app, { person, by: person })).toEqual({ ok: false, refusal: 'asked-already' })
    app.pass(days(7) - 1000)
    await keepPrivacy(app)
    await app.settle()
    expect(await undoErasure(app, { person, by: person })).toMatchObject({ ok: true })
    app.pass(days(30))
    await keepPrivacy(app)
    await app.settle()
    expect(await personById(app.db, person)).not.toBeNull()
    expect(await undoErasure(app, { person, by: person })).toEqual({ ok: false, refusal: 'nothing-to-undo' })
  })

  test('never takes the last administrator', async () => {
    const person = await newAdmin('jedina')
    expect(await askErasure(app, { person, by: person })).toEqual({ ok: false, refusal: 'last-admin' })
    const other = await newAdmin('na-dan')
    await changeRole(app, { login: 'na-dan@primer.test', role: 'admin', grant: false })
    await giveRole(app, { desk: 'terminal', person: other, role: 'admin', to: app.now().toISOString().slice(0, 10) })
    expect(await askErasure(app, { person, by: person })).toEqual({ ok: false, refusal: 'last-admin' })
  })

  test('leaves one administrator when all of them ask for it in the same week', async () => {
    const people = [await newAdmin('prva'), await newAdmin('druga')]
    for (const person of people) expect(await askErasure(app, { person, by: person })).toMatchObject({ ok: true })
    app.pass(days(7) + 1000)
    await keepPrivacy(app)
    await app.settle()
    expect((await allPeople(app.db)).map(({ roles }) => roles)).toEqual([['admin']])
    await newAdmin('treca')
    await keepPrivacy(app)
    await app.settle()
    expect((await allPeople(app.db)).map(({ login }) => login)).toEqual(['treca@primer.test'])
  })

  test('leaves a certificate that holds, and says nobody’s name', async () => {
    const person = await placeCanary(app)
    await erased(person)
    const { rows } = await app.db.executeSql(`select person, frozen->'names' as names from certificate where number = '2222-3333-4444'`)
    expect(rows).toEqual([{ person: expect.not.stringMatching(person), names: { cyrillic: '', latin: '' } }])
  })
})

describe('tombstones', () => {
  test('take out again whoever an older copy of the database brings back', async () => {
    const person = await placeCanary(app)
    await erased(person)
    // What a restore of an older backup leads to: the rows from before, in the data folder of now.
    const older = await testApp()
    const restored: TestApp = { ...older, config: app.config, blobs: app.blobs, now: app.now }
    await placeCanary(restored, person)
    expect(await personById(restored.db, person)).not.toBeNull()
    expect(await applyTombstones(restored)).toEqual({ erased: 1, total: 1, unproved: 0 })
    expect(await personById(restored.db, person)).toBeNull()
    const left = (await wholeDatabase(restored)).filter(({ text }) => text.includes(trace('note', 'body')) || text.includes(trace('person', 'display_name')))
    expect(left).toEqual([])
    expect(await applyTombstones(restored)).toEqual({ erased: 0, total: 1, unproved: 0 })
    await older.close()
  })

  test('prove themselves line by line, and bear a torn one', async () => {
    const file = join(app.config.dataFolder, 'erasures.log')
    const people = [await newAdmin('a'), await newAdmin('b'), await newAdmin('c'), await newAdmin('d')]
    for (const person of people.slice(0, 2)) await erased(person)
    await appendFile(file, '{"person":"torn')
    await erased(people[2] as PersonId)
    expect((await tombstones(app)).map(({ proved }) => proved)).toEqual([true, true, true])
    const text = await readFile(file, 'utf8')
    expect(text).not.toMatch(/primer|Огледни/)
    const lines = text.split('\n')
    await writeFile(file, lines.slice(1).join('\n'))
    expect((await tombstones(app)).map(({ proved }) => proved)).toEqual([false, true])
  })
})
