/** PRIV-01: every column of every table is classified, and nothing is classified that is not there. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSaid } from '#modules/reports/index.ts'
import { allPersonalData } from '../../src/personal-data.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
const declared = allPersonalData.flatMap(({ tables }) => tables)

beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

/** `table.column` of every table there is; partitions are their table. */
async function columnsThere(): Promise<string[]> {
  const { rows } = await app.db.executeSql(`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'pgboss') and a.attnum > 0 and not a.attisdropped
    order by 1`)
  return (rows as { name: string }[]).map(({ name }) => name)
}

const columnsDeclared = () => declared.flatMap(({ table, columns }) => Object.keys(columns).map((column) => `${table}.${column}`))

test('every column is classified', async () => {
  const known = new Set(columnsDeclared())
  expect((await columnsThere()).filter((column) => !known.has(column))).toEqual([])
})

test('nothing is classified that is not there', async () => {
  const there = new Set(await columnsThere())
  expect(columnsDeclared().filter((column) => !there.has(column))).toEqual([])
})

test('a column that nobody classified is found', async () => {
  await app.db.executeSql('alter table note add column forgotten text')
  const known = new Set(columnsDeclared())
  expect((await columnsThere()).filter((column) => !known.has(column))).toEqual(['note.forgotten'])
  await app.db.executeSql('alter table note drop column forgotten')
})

test('every table is declared once', () => {
  const names = declared.map(({ table }) => table)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

const aboutPeople = declared.filter(({ table, columns }) => !table.includes('.') && Object.values(columns).some((kind) => kind !== 'none'))

test('every purpose and every term is said in words', () => {
  expect(declared.filter(({ purpose }) => !isSaid('purpose', purpose)).map(({ table, purpose }) => `${table}: ${purpose}`)).toEqual([])
  expect(declared.filter(({ keptFor }) => !isSaid('kept', keptFor)).map(({ table, keptFor }) => `${table}: ${keptFor}`)).toEqual([])
})

test('every table about people, and every column that its owner may read, has a name in words', () => {
  const columns = aboutPeople.flatMap(({ columns: all }) => Object.entries(all).filter(([, kind]) => kind !== 'secret'))
  expect(aboutPeople.map(({ table }) => table).filter((table) => !isSaid('table', table))).toEqual([])
  expect([...new Set(columns.map(([name]) => name))].filter((name) => !isSaid('field', name))).toEqual([])
})

test('every rule of retention is said in words', () => {
  const keys = allPersonalData.flatMap(({ retention = [] }) => retention.map(({ key }) => key))
  expect(keys.length).toBeGreaterThan(5)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at || !isSaid('rule', key))).toEqual([])
})
