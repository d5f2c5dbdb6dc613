/** Tables that people keep in a spreadsheet: reads what the usual programs save, writes what they open without running anything. */
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { done, type Result, refuse } from '#kernel/result.ts'
import { decodeTable, type Undecodable } from './csv/decode.ts'
import { guard, unguard } from './csv/formula-guard.ts'

export interface CsvColumn<Name extends string = string> {
  readonly name: Name
  /** A file without this column is refused; one that may be left out gives empty cells. */
  readonly required?: boolean
}

/** A row of the file. `line` is the line it begins on, counted from 1, the header included. */
export interface CsvRow<Name extends string = string> {
  readonly line: number
  readonly cells: Readonly<Record<Name, string>>
}

export type CsvRule =
  | Undecodable
  | 'too-many-bytes'
  | 'too-many-rows'
  | 'empty'
  | 'broken-quotes'
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'too-many-cells'
  | 'cell-too-long'
  | 'control-character'

export interface CsvProblem {
  readonly line: number
  readonly rule: CsvRule
  /** The column it is about, as the header names it. */
  readonly column?: string
}

export interface CsvLimits {
  readonly bytes: number
  readonly rows: number
  readonly cell: number
}
export const csvLimits: CsvLimits = { bytes: 5_000_000, rows: 20_000, cell: 4_000 }

/** How many problems are told at once: whoever has more mends these first. */
const toldProblems = 100

/**
 * The rows of a table, or everything that is wrong with its form. Separators `;` `,` and tab, UTF-8, UTF-16 and the windows-1250
 * of Serbian Latin are recognised. Rows without any text are passed over; what stands in a cell is left as it is, spaces included.
 */
export function readCsv<Name extends string>(
  given: string | Uint8Array,
  columns: readonly CsvColumn<Name>[],
  limits: CsvLimits = csvLimits,
): Result<CsvRow<Name>[], CsvProblem[]> {
  if (given.length > limits.bytes) return refuse([{ line: 1, rule: 'too-many-bytes' }])
  const text = typeof given === 'string' ? done(given.replace(/^\ufeff/, '')) : decodeTable(given)
  if (!text.ok) return refuse([{ line: 1, rule: text.refusal }])
  const records = recordsOf(text.value, columns, limits)
  if (!records.ok) return refuse([records.refusal])
  const [header, ...rows] = records.value
  if (!header) return refuse([{ line: 1, rule: 'empty' }])
  const names = header.cells.map((cell) => cell.normalize().trim())
  const problems = [...headerProblems(names, columns, header.line), ...(rows.length > limits.rows ? [tooManyRows(rows, limits)] : [])]
  if (problems.length === 0) problems.push(...rows.flatMap((row) => rowProblems(row, names, limits)))
  if (problems.length > 0) return refuse(problems.slice(0, toldProblems))
  return done(rows.map(({ line, cells }) => ({ line, cells: cellsByName(cells, names, columns) })))
}

interface CsvWriting {
  readonly separator?: ',' | ';'
  /** Without mark and header: rows to go on with. */
  readonly further?: boolean
}

/** A table with byte-order mark, every cell quoted and none of them a formula; `,` unless the reader's programs expect `;`. */
export function writeCsv<Name extends string>(
  columns: readonly CsvColumn<Name>[],
  rows: readonly Readonly<Record<Name, string>>[],
  { separator = ',', further = false }: CsvWriting = {},
): string {
  const header = further ? [] : [columns.map(({ name }) => name as string)]
  const records = [...header, ...rows.map((row) => columns.map(({ name }) => guard(row[name])))]
  return stringify(records, { bom: !further, delimiter: separator, quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

function recordsOf(text: string, columns: readonly CsvColumn[], limits: CsvLimits): Result<Line[], CsvProblem> {
  // Excel may put `sep=;` on a line of its own before the header.
  const said = /^"?sep=([;,\t])"?\r?\n/i.exec(text)
  const body = said ? text.slice(said[0].length) : text
  try {
    const records = parse(body, {
      delimiter: said?.[1] ?? separatorOf(body, columns),
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: limits.rows + 10_000,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return done(withFirstLines(records, said ? 1 : 0).filter(({ cells }) => cells.some((cell) => unguard(cell).trim() !== '')))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse({ line: Number(error.lines ?? 1) + (said ? 1 : 0), rule: 'broken-quotes' })
  }
}

/** The parser tells the line a record ends on; the next one begins after it. */
function withFirstLines(records: readonly { record: string[]; info: { lines: number } }[], before: number): Line[] {
  return records.map(({ record }, at) => ({ line: (records[at - 1]?.info.lines ?? 0) + 1 + before, cells: record }))
}

/** The separator that makes most known names out of the first line. */
function separatorOf(text: string, columns: readonly CsvColumn[]): string {
  const first = text.split(/\r\n|\n|\r/, 1)[0] ?? ''
  const known = new Set(columns.map(({ name }) => name))
  const found = (separator: string) => first.split(separator).filter((cell) => known.has(cell.replaceAll('"', '').trim())).length
  return [';', ',', '\t'].toSorted((a, b) => found(b) - found(a))[0] ?? ','
}

function headerProblems(names: readonly string[], columns: readonly CsvColumn[], line: number): CsvProblem[] {
  const known = new Set(columns.map(({ name }) => name))
  return [
    ...columns
      .filter(({ name, required }) => required && !names.includes(name))
      .map(({ name }): CsvProblem => ({ line, rule: 'column-missing', column: name })),
    ...names.filter((name) => !known.has(name)).map((name): CsvProblem => ({ line, rule: 'column-unknown', column: name.slice(0, 60) })),
    ...names.filter((name, at) => known.has(name) && names.indexOf(name) < at).map((name): CsvProblem => ({ line, rule: 'column-twice', column: name })),
  ]
}

function tooManyRows(rows: readonly Line[], limits: CsvLimits): CsvProblem {
  return { line: rows[limits.rows]?.line ?? 1, rule: 'too-many-rows' }
}

/** Control characters but tab and line ends: no spreadsheet writes them, and some programs act on them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

function rowProblems({ line, cells }: Line, names: readonly string[], limits: CsvLimits): CsvProblem[] {
  if (cells.slice(names.length).some((cell) => cell !== '')) return [{ line, rule: 'too-many-cells' }]
  return cells.flatMap((cell, at): CsvProblem[] => {
    const column = names[at] ?? ''
    if (cell.length > limits.cell) return [{ line, rule: 'cell-too-long', column }]
    return control.test(cell) ? [{ line, rule: 'control-character', column }] : []
  })
}

function cellsByName<Name extends string>(cells: readonly string[], names: readonly string[], columns: readonly CsvColumn<Name>[]): Record<Name, string> {
  const pairs = columns.map(({ name }) => [name, unguard(cells[names.indexOf(name)] ?? '')])
  return Object.fromEntries(pairs) as Record<Name, string>
}
