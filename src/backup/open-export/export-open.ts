/** `putokaz export --open`: everything in open, described formats, so that a centre can leave with all it has. */
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { guard } from '#platform/csv/formula-guard.ts'
import { type Db, rawHandle } from '#platform/db.ts'
import { allTables, type Table } from '../catalogue.ts'
import { leftOutTables } from '../left-out.ts'
import type { Progress } from '../progress.ts'
import { plainText } from '../snapshot.ts'
import { blobHashes } from '../write-backup.ts'
import { exportCourses } from './courses.ts'
import { exportTools } from './field-tools.ts'
import { manuscriptSchemas } from './manuscript-schemas.ts'
import { exportCards, exportPacks } from './packs-and-cards.ts'
import { exportPages } from './pages-and-news.ts'
import { exportQuestions, exportTerms } from './questions-and-terms.ts'
import { readmes } from './readme.ts'
import { tableSchema } from './schema.ts'

export interface OpenExport {
  readonly tables: number
  readonly rows: number
  readonly files: number
}

/** What `index.json` says of a table. */
interface TableEntry {
  readonly name: string
  readonly rows: number
  readonly data: string
  readonly csv: string
  readonly schema: string
  readonly columnsLeftOut: readonly string[]
}

export async function exportOpen(app: App, folder: string, progress?: Progress): Promise<Result<OpenExport, 'not-empty'>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) return refuse('not-empty')
  const { tables, courses } = await app.db.snapshot(async (at) => {
    await plainText(at)
    return { tables: await exportTables(app, at, { folder, progress }), courses: await exportManuscripts(at, folder) }
  })
  const files = await exportFiles(app, folder, progress)
  const index = {
    format: 'putokaz-open-export',
    version: 1,
    madeAt: app.now().toISOString(),
    centre: app.activityBase,
    tables,
    leftOut: leftOutTables,
    columnsLeftOutReason: 'proves-identity',
    courses,
    files,
  }
  await writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
  for (const [name, text] of Object.entries(readmes)) await writeFile(join(folder, name), text)
  return done({ tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: files.length })
}

/** Everything that authors write, as they write it; the folders of courses, manuals and packs. */
async function exportManuscripts(at: Db, folder: string): Promise<string[]> {
  for (const [name, schema] of Object.entries(manuscriptSchemas))
    await writeFile(join(folder, 'schemas', `manuscript.${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`)
  const folders = [...(await exportCourses(at, folder)), ...(await exportPacks(at, folder))]
  for (const write of [exportCards, exportTools, exportPages, exportQuestions, exportTerms]) await write(at, folder)
  return folders
}

interface Exporting {
  readonly folder: string
  readonly progress?: Progress | undefined
}

async function exportTables(app: App, at: Db, { folder, progress }: Exporting): Promise<TableEntry[]> {
  for (const part of ['tables', 'csv', 'schemas', 'statements']) await mkdir(join(folder, part))
  const wanted = (await allTables(at)).filter(({ name }) => !(name in leftOutTables))
  const entries: TableEntry[] = []
  for (const [number, table] of wanted.entries()) {
    progress?.({ step: 'tables', done: number, total: wanted.length })
    entries.push(await exportTable(app, at, { folder, table }))
  }
  progress?.({ step: 'tables', done: wanted.length, total: wanted.length })
  return entries
}

/** Columns that prove who somebody is: hashes of passwords, keys of second factors. */
function secretColumns(app: App, table: string): Set<string> {
  const columns = app.personalData.flatMap(({ tables }) => tables).find((one) => one.table === table)?.columns ?? {}
  return new Set(Object.keys(columns).filter((name) => columns[name] === 'secret'))
}

async function exportTable(app: App, at: Db, { folder, table }: { folder: string; table: Table }): Promise<TableEntry> {
  const secret = secretColumns(app, table.name)
  const shown: Table = { ...table, columns: table.columns.filter(({ name }) => !secret.has(name)) }
  const names = { data: `tables/${table.name}.jsonl`, csv: `csv/${table.name}.csv`, schema: `schemas/${table.name}.schema.json` }
  await writeFile(join(folder, names.schema), `${JSON.stringify(tableSchema(shown), null, 2)}\n`)
  const csv = await open(join(folder, names.csv), 'wx')
  let rows = 0
  const lines = async function* (): AsyncIterable<string> {
    await csv.write(csvLines([shown.columns.map(({ name }) => name)], true))
    for await (const batch of rowsOf(at, shown)) {
      rows += batch.length
      await csv.write(csvLines(batch.map((line) => cellsOf(line, shown))))
      if (table.name === 'statement') await exportStatements(folder, batch)
      yield batch.map((line) => `${line}\n`).join('')
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, names.data), { flags: 'wx' })).finally(() => csv.close())
  return { name: table.name, rows, ...names, columnsLeftOut: [...secret] }
}

const batchRows = 200

async function* rowsOf(at: Db, table: Table): AsyncIterable<string[]> {
  const columns = sql.join(table.columns.map(({ name }) => sql.ref(name)))
  const db = rawHandle(at)
  await sql`declare open_rows no scroll cursor for select row_to_json(t)::text as line from (select ${columns} from ${sql.table(table.name)}) t`.execute(db)
  for (let count = 1; count > 0; ) {
    const found = await sql<{ line: string }>`fetch ${sql.raw(String(batchRows))} from open_rows`.execute(db)
    count = found.rows.length
    if (count > 0) yield found.rows.map(({ line }) => line)
  }
  await sql`close open_rows`.execute(db)
}

/** Structures stand in a cell as JSON; a cell that a spreadsheet would run gets an apostrophe, as everywhere. */
function cellsOf(line: string, table: Table): string[] {
  const row = JSON.parse(line) as Record<string, unknown>
  return table.columns.map(({ name }) => {
    const value = row[name]
    if (value === null || value === undefined) return ''
    return guard(typeof value === 'string' ? value : JSON.stringify(value))
  })
}

function csvLines(records: readonly (readonly string[])[], bom = false): string {
  return stringify(records as string[][], { bom, quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
}

/** The records of learning as any store of xAPI statements takes them, a file for each month. */
async function exportStatements(folder: string, batch: readonly string[]): Promise<void> {
  const rows = batch.map((line) => JSON.parse(line) as { stored: string; body: object })
  for (const [month, group] of Map.groupBy(rows, ({ stored }) => stored.slice(0, 7))) {
    const text = group.map(({ stored, body }) => `${JSON.stringify({ ...body, stored })}\n`).join('')
    await writeFile(join(folder, 'statements', `${month}.jsonl`), text, { flag: 'a' })
  }
}

interface FileEntry {
  readonly hash: string
  readonly path: string
}

async function exportFiles(app: App, folder: string, progress?: Progress): Promise<FileEntry[]> {
  const blobs = join(app.config.dataFolder, 'blobs')
  const entries: FileEntry[] = []
  const hashes = await blobHashes(blobs)
  for (const [number, hash] of hashes.entries()) {
    if (number % 50 === 0) progress?.({ step: 'files', done: number, total: hashes.length })
    const path = `files/${hash.slice(0, 2)}/${hash}`
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await copyFile(join(blobs, hash.slice(0, 2), hash), join(folder, path))
    entries.push({ hash, path })
  }
  return entries
}
