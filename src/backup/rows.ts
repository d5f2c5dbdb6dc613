/** The rows of a table as lines: each a JSON array of the text that PostgreSQL itself writes for a value, or null. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import type { Table } from './catalogue.ts'
import { longestLine } from './format.ts'

export interface Counted {
  rows: number
  bytes: number
  sha256: string
}

/** Fetches more rows at once while they are small, fewer when they are large, so that memory stays flat. */
const roughly = 1024 * 1024
const most = 1000

/** Streams all rows within the caller's snapshot; `counted` hears the sum when they are through. */
export async function* tableLines(at: Db, table: Table, counted: (sum: Counted) => void): AsyncIterable<Buffer> {
  const values = sql.join(table.columns.map(({ name }) => sql`${sql.ref(name)}::text`))
  await sql`declare backup_rows no scroll cursor for select json_build_array(${values})::text as line from ${sql.table(table.name)}`.execute(rawHandle(at))
  const hash = createHash('sha256')
  let [rows, bytes, size] = [0, 0, 8]
  while (true) {
    const found = await sql<{ line: string }>`fetch ${sql.raw(String(size))} from backup_rows`.execute(rawHandle(at))
    if (found.rows.length === 0) break
    const chunk = Buffer.from(found.rows.map(({ line }) => `${line}\n`).join(''))
    hash.update(chunk)
    rows += found.rows.length
    bytes += chunk.length
    size = Math.max(1, Math.min(most, Math.ceil((size * roughly) / Math.max(1, chunk.length)), size * 4))
    yield chunk
  }
  await sql`close backup_rows`.execute(rawHandle(at))
  counted({ rows, bytes, sha256: hash.digest('hex') })
}

/** Cuts a stream into lines; throws when one has no end. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest = longestLine): AsyncIterable<Buffer> {
  let parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...parts, rest.subarray(0, end)])
      parts = []
      length = 0
      rest = rest.subarray(end + 1)
    }
    length += rest.length
    if (length > longest) throw new LineTooLong()
    // A copy: whoever gave the chunk may use its memory again.
    if (rest.length > 0) parts.push(Buffer.from(rest))
  }
  if (parts.length > 0) yield Buffer.concat(parts)
}

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong'
}
