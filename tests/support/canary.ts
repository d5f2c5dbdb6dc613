/** A person with a row in every table that is about people, made from the schema itself: a new table is filled without being named here. */
import { randomUUID } from 'node:crypto'
import type { PersonId } from '#kernel/id.ts'
import type { TableProcessing } from '#platform/personal-data.ts'
import { allPersonalData } from '../../src/personal-data.ts'
import type { TestApp } from './test-app.ts'

/** Tables of the program about people; the queue of jobs has its own life. */
export const aboutPeople: readonly TableProcessing[] = allPersonalData
  .flatMap(({ tables }) => tables)
  .filter(({ table, columns }) => !table.includes('.') && Object.values(columns).some((kind) => kind !== 'none'))

/** What a canary leaves in a column, to be found again wherever it goes. */
export function trace(table: string, column: string): string {
  return `canary-${table}-${column}`
}

interface Column {
  readonly name: string
  readonly type: string
}

/** Fills one row in each table: every key points at her, every text is a canary, everything else is something of its type. */
export async function placeCanary(app: TestApp, person = randomUUID() as PersonId): Promise<PersonId> {
  await dropChecks(app)
  const rows: string[] = []
  for (const processing of aboutPeople) rows.push(await rowFor(app, processing, person))
  // Rows that point at each other need no order while the checks of references sleep.
  await app.db.executeSql(`begin; set local session_replication_role = replica; ${rows.join('; ')}; commit`)
  return person
}

/** What values a column may have is no matter here: this database is this test's own. */
async function dropChecks(app: TestApp): Promise<void> {
  const { rows } = await app.db.executeSql(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as deed from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conislocal`,
  )
  for (const { deed } of rows as { deed: string }[]) await app.db.executeSql(deed)
}

async function rowFor(app: TestApp, { table, columns }: TableProcessing, person: PersonId): Promise<string> {
  const { rows } = await app.db.executeSql(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = '"${table}"'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
  )
  const there = (rows as Column[]).filter(({ name }) => !mustBeEmpty.has(`${table}.${name}`))
  const values = there.map(({ name, type }) => (fixed[`${table}.${name}`] ?? valueFor)({ table, name, type, isKey: columns[name] === 'key', person }))
  return `insert into "${table}" (${there.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')})`
}

interface Wanted extends Column {
  readonly table: string
  readonly isKey: boolean
  readonly person: PersonId
}

/** She is nobody's double, and no second account of hers is hidden behind herself. */
const mustBeEmpty = new Set(['person.merged_into', 'person.merged_at', 'person.disabled_at', 'consent.withdrawn_at', 'erasure.undone_at', 'erasure.done_at'])

const fixed: Readonly<Record<string, (wanted: Wanted) => string>> = {
  'person.variant': () => `'sr-Cyrl'`,
  'consent.purpose': () => `'reminders'`,
  'certificate.frozen': () => `'${JSON.stringify(frozen)}'`,
  'certificate.course_version': () => `'${randomUUID()}'`,
  'audit_entry.number': () => 'null',
  'letter.next_try': () => 'null',
  'personal_export.state': () => `'gone'`,
  'statement.body': ({ person }) =>
    `'${JSON.stringify({ id: person, actor: { account: { homePage: 'http://x.test', name: person } }, verb: { id: 'http://v.test' }, object: { id: 'http://o.test' }, result: { response: trace('statement', 'body') } })}'`,
}

const frozen = {
  title: { 'sr-Cyrl': 'Потврда' },
  names: { cyrillic: trace('certificate', 'frozen'), latin: trace('certificate', 'frozen') },
  course: { code: 'C99', version: '1.0.0', title: { 'sr-Cyrl': 'Курс' }, format: 'online', hours: 1 },
  outcomes: [],
  completedOn: '2026-01-01',
  issuedOn: '2026-01-01',
  issuer: {},
  sample: false,
}

function valueFor({ table, name, type, isKey, person }: Wanted): string {
  if (type === 'uuid') return `'${isKey ? person : randomUUID()}'`
  // A certificate has a number of its own kind.
  if (isKey && name === 'number') return `'2222-3333-4444'`
  if (type === 'text') return `'${isKey ? person : trace(table, name)}'`
  if (type === 'text[]') return `array['${trace(table, name)}']`
  if (type === 'jsonb') return `'${JSON.stringify(isKey ? { person } : { canary: trace(table, name) })}'`
  if (type === 'bytea') return `convert_to('${trace(table, name)}', 'UTF8')`
  if (type === 'boolean') return 'false'
  if (type === 'date') return `'2026-01-01'`
  if (type.startsWith('timestamp')) return `'2026-11-23T08:00:00Z'`
  if (/int|double|numeric/.test(type)) return '1'
  throw new Error(`No value for ${table}.${name}: ${type}`)
}

/** Every row of every table as text, with the name of its table. */
export async function wholeDatabase(app: TestApp): Promise<{ table: string; text: string }[]> {
  const tables = await app.db.executeSql(
    `select case when n.nspname = 'public' then quote_ident(relname) else n.nspname || '.' || quote_ident(relname) end as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where relkind in ('r', 'p') and not relispartition and n.nspname in ('public', 'pgboss') order by 1`,
  )
  const all: { table: string; text: string }[] = []
  for (const { name } of tables.rows as { name: string }[]) {
    const { rows } = await app.db.executeSql(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`)
    all.push({ table: name, text: (rows as { text: string }[])[0]?.text ?? '' })
  }
  return all
}

/** As bytes are written in a dump. */
export function asHex(text: string): string {
  return Buffer.from(text).toString('hex')
}
