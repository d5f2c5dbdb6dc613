import { Buffer } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import type { ExportedPart, TableProcessing } from '#platform/personal-data.ts'
import type { Exported } from './exported.ts'
import { readablePage } from './readable-page.ts'

/** One zip: a page to read, the same as JSON for machines, statements on their own as xAPI has them, and files. */
export async function archiveOf(exported: Exported): Promise<Buffer> {
  const { person, made, centre, modules, files } = exported
  const zip = new yazl.ZipFile()
  const options = { mtime: made, mode: 0o100644 }
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, options)
  const data = modules.flatMap(({ module, tables, parts }) => parts.map((part) => ({ module, ...about(tables, part), rows: part.rows })))
  add('index.html', readablePage(exported))
  add('data.json', JSON.stringify({ format: 'putokaz-personal-data', version: 1, centre, made: made.toISOString(), person, data }, null, 2))
  const statements = modules.flatMap(({ parts }) => parts.filter(({ table }) => table === 'statement')).flatMap(({ rows }) => rows.map((row) => row['body']))
  add('statements.json', JSON.stringify({ statements, more: '' }, null, 2))
  for (const file of files) zip.addBuffer(await buffer(file.bytes), file.name, options)
  zip.end()
  return buffer(zip.outputStream)
}

function about(tables: readonly TableProcessing[], { table }: ExportedPart) {
  const found = tables.find((one) => one.table === table)
  return { table, purpose: found?.purpose ?? '', basis: found?.basis ?? '', keptFor: found?.keptFor ?? '' }
}
