/** A centre of the first version brings its register along. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, openDatabase, writing } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { createDatabase } from '#platform/postgres/index.ts'
import { allFacilities, allInstitutions, allPosts, findEntry, registerTerms } from '../store.ts'
import { migrations } from './index.ts'

let db: Database
beforeAll(async () => {
  const server = inject('postgres')
  const database = `move_${randomBytes(6).toString('hex')}`
  await createDatabase(server, database)
  db = openDatabase({ connection: { ...server, database } })
})
afterAll(() => db.close())

const named = (text: string) => ({ 'sr-Cyrl': text, en: text })
const ministry = { code: 'ministry', name: named('Министарство') }

test('documents become columns and nothing of them is lost', async () => {
  const ran = await migrate(db, [{ module: 'institutions', migrations: migrations.slice(0, 1) }])
  expect(ran).toEqual({ ok: true, value: ['institutions/0001-institutions'] })
  const mup = { code: 'MUP', name: named('МУП'), kind: ministry, mandate: named('надлежност'), mark: 'V' }
  const psp = { ...mup, code: 'PSP', parent: 'MUP', source: 'S54', nameMark: 'check' }
  const spells = [
    { status: { code: 'closed', name: named('затворен') }, from: '2024-07', seen: '2024-07-28', note: named('белешка'), source: 'S69', mark: 'V' },
    { status: { code: 'open', name: named('ради') }, seen: named('крајем 2024'), mark: 'check' },
  ]
  const remarks = [{ text: named('напомена'), mark: 'check' }]
  const facility = { code: 'sid', name: named('Шид'), kind: { code: 'RC', name: named('Прихватни центар') }, institution: 'MUP', sameAs: 'PSP', capacity: 110 }
  const post = { code: 'R01', name: named('Службеник'), institutions: ['PSP', 'MUP'], areas: ['A3', 'A1'] }
  await db.transact(async (tx) => {
    const put = (text: ReturnType<typeof sql>) => text.execute(writing(tx))
    for (const [position, body] of [psp, mup].entries())
      await put(sql`insert into institution (code, position, body) values (${body.code}, ${position}, ${JSON.stringify(body)}::jsonb)`)
    const whole = { ...facility, history: spells, remarks }
    await put(sql`insert into facility (code, institution, position, body) values ('sid', 'MUP', 0, ${JSON.stringify(whole)}::jsonb)`)
    await put(sql`insert into post (code, position, body) values ('R01', 0, ${JSON.stringify(post)}::jsonb)`)
  })
  expect((await migrate(db, [{ module: 'institutions', migrations }])).ok).toBe(true)

  const [first, second] = await allInstitutions(db)
  expect(first).toEqual({ ...psp, form: 'institution', kind: 'ministry', jurisdiction: 'RS' })
  expect(second).toEqual({ ...mup, form: 'institution', kind: 'ministry', jurisdiction: 'RS' })
  const { capacity, ...rest } = facility
  expect(await allFacilities(db)).toEqual([
    {
      ...{ ...rest, kind: 'RC', jurisdiction: 'RS', remarks },
      capacities: [{ capacity, mark: 'check' }],
      history: spells.map(({ status, ...spell }) => ({ ...spell, status: status.code })),
    },
  ])
  expect(await allPosts(db)).toEqual([{ ...post, mark: 'I' }])
  expect((await registerTerms(db)).statuses.map(({ code }) => code).toSorted()).toEqual(['closed', 'open'])
  expect(await findEntry(db, 'institution', 'MUP')).toMatchObject({ version: 1, origin: 'sample' })
})
