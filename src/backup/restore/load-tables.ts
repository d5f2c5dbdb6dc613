/** Puts the rows of a backup into tables that were made for them, within one transaction. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { rawHandle, type Tx } from '#platform/db.ts'
import { allTables, sequences, type Table } from '../catalogue.ts'
import { faultOf, Refused } from '../faults.ts'
import { type Manifest, tableEntry } from '../format.ts'
import { leftOutTables } from '../left-out.ts'
import type { Progress } from '../progress.ts'
import type { OpenBackup } from '../read-backup.ts'
import { LineTooLong, linesOf } from '../rows.ts'
import { plainText } from '../snapshot.ts'

type KeptTable = Manifest['tables'][number]

/** The tables must be there as they were when the backup was made. Nothing but what the manifest names goes in, and all of it. */
export async function loadTables(tx: Tx, backup: OpenBackup, progress?: Progress): Promise<void> {
  const { manifest } = backup
  await plainText(tx)
  const pairs = matched(await allTables(tx), manifest)
  const references = await liftReferences(tx)
  for (const { table } of pairs) await sql`delete from ${sql.table(table.name)}`.execute(rawHandle(tx))
  for (const [done, { kept, table }] of pairs.entries()) {
    progress?.({ step: 'tables', done, total: pairs.length })
    await loadTable(tx, { backup, kept, table })
  }
  await layReferences(tx, references)
  await setSequences(tx, manifest.sequences)
  progress?.({ step: 'tables', done: pairs.length, total: pairs.length })
}

interface Pair {
  readonly kept: KeptTable
  readonly table: Table
}

function matched(tables: readonly Table[], manifest: Manifest): Pair[] {
  const there = new Map(tables.map((table) => [table.name, table]))
  const given = new Set(manifest.tables.map(({ name }) => name))
  const missing = tables.find(({ name }) => !given.has(name) && !(name in leftOutTables) && !(name in manifest.leftOut))
  if (missing) throw new Refused({ reason: 'table-missing', at: tableEntry(missing.name) })
  // What a newer version leaves at home is not taken from an older one either.
  const wanted = manifest.tables.filter(({ name }) => !(name in leftOutTables))
  return wanted.map((kept) => {
    const table = there.get(kept.name)
    if (!table) throw new Refused({ reason: 'table-unknown', at: tableEntry(kept.name) })
    const own = table.columns.map(({ name }) => name)
    const odd = kept.columns.find((name, i) => !own.includes(name) || kept.columns.indexOf(name) !== i) ?? own.find((name) => !kept.columns.includes(name))
    if (odd !== undefined) throw new Refused({ reason: 'column-unknown', at: tableEntry(kept.name), rule: odd })
    return { kept, table }
  })
}

interface Reference {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** Rows come table by table, in no order that references would allow; they are checked when all are in. */
async function liftReferences(tx: Tx): Promise<Reference[]> {
  const found = await sql<Reference>`
    select r.relname::text as "table", c.conname::text as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace and n.nspname = current_schema()
    where c.contype = 'f' and c.conparentid = 0`.execute(rawHandle(tx))
  for (const { table, name } of found.rows) await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(rawHandle(tx))
  return found.rows
}

async function layReferences(tx: Tx, references: readonly Reference[]): Promise<void> {
  for (const { table, name, definition } of references) {
    const adding = sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`
    await adding.execute(rawHandle(tx)).catch((error: unknown) => rethrow(error, `${tableEntry(table)} ${name}`))
  }
}

function rethrow(error: unknown, at: string): never {
  const fault = faultOf(error, at)
  throw fault ? new Refused(fault) : error
}

async function setSequences(tx: Tx, values: Manifest['sequences']): Promise<void> {
  const known = await sequenceNames(tx)
  for (const [name, value] of Object.entries(values)) {
    if (!known.has(name)) throw new Refused({ reason: 'sequence-unknown', at: name })
    await sql`select setval(quote_ident(${name})::regclass, ${value})`.execute(rawHandle(tx)).catch((error: unknown) => rethrow(error, name))
  }
}

async function sequenceNames(tx: Tx): Promise<Set<string>> {
  const found = await sql<{ name: string }>`select sequencename::text as name from pg_sequences where schemaname = current_schema()`.execute(rawHandle(tx))
  return new Set([...found.rows.map(({ name }) => name), ...Object.keys(await sequences(tx))])
}

interface Loading extends Pair {
  readonly backup: OpenBackup
}

const batchBytes = 1024 * 1024
const batchRows = 1000

async function loadTable(tx: Tx, { backup, kept, table }: Loading): Promise<void> {
  const entry = tableEntry(kept.name)
  const columns = kept.columns.map((name) => table.columns.find((column) => column.name === name)).filter((column) => column !== undefined)
  const insert = insertInto(tx, table.name, columns)
  const hash = createHash('sha256')
  let [rows, from, size] = [0, 1, 0]
  let batch: string[] = []
  const flush = async () => {
    if (batch.length > 0) await insert(`[${batch.join(',')}]`).catch((error: unknown) => rethrow(error, `${entry} lines ${from}–${rows}`))
    batch = []
    size = 0
    from = rows + 1
  }
  for await (const line of checkedLines(backup.read(entry), entry)) {
    hash.update(line).update('\n')
    rows++
    batch.push(checkedRow(line, columns.length, `${entry} line ${rows}`))
    size += line.length
    if (size >= batchBytes || batch.length >= batchRows) await flush()
  }
  await flush()
  if (rows !== kept.rows) throw new Refused({ reason: 'content-differs', at: entry, rule: 'rows' })
  if (hash.digest('hex') !== kept.sha256) throw new Refused({ reason: 'content-differs', at: entry, rule: 'sha256' })
}

async function* checkedLines(chunks: AsyncIterable<Uint8Array>, entry: string): AsyncIterable<Buffer> {
  try {
    yield* linesOf(chunks)
  } catch (error) {
    throw error instanceof LineTooLong ? new Refused({ reason: 'row-malformed', at: entry, rule: 'length' }) : error
  }
}

/** The line itself, when it is an array of as many texts and nulls as there are columns. */
function checkedRow(line: Buffer, columns: number, at: string): string {
  const text = line.toString()
  const row = parsed(text)
  const fits = Array.isArray(row) && row.length === columns && row.every((value) => value === null || typeof value === 'string')
  if (!fits) throw new Refused({ reason: 'row-malformed', at })
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Each text becomes a value by the type of its column: PostgreSQL itself refuses what does not fit. */
function insertInto(tx: Tx, table: string, columns: Table['columns']): (rows: string) => Promise<unknown> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const values = sql.join(columns.map(({ type }, i) => sql`(line ->> ${sql.lit(i)})::${sql.raw(type)}`))
  return (rows) =>
    sql`insert into ${sql.table(table)} (${names}) overriding system value
      select ${values} from jsonb_array_elements(${rows}::jsonb) as line`.execute(rawHandle(tx))
}
