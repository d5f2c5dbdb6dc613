/** What is wrong with a table that somebody sent, in words. */
import type { Variant } from '#kernel/localized.ts'
import type { CsvProblem, CsvRule } from '#platform/csv.ts'
import * as csv from '#texts/generated/csv.ts'

const rules: Readonly<Record<CsvRule, (variant: Variant, given: { column: string }) => string>> = {
  'encoding-unknown': csv.encodingUnknown,
  'not-text': csv.notText,
  'too-many-bytes': csv.tooManyBytes,
  'too-many-rows': csv.tooManyRows,
  empty: csv.empty,
  'broken-quotes': csv.brokenQuotes,
  'column-missing': csv.columnMissing,
  'column-unknown': csv.columnUnknown,
  'column-twice': csv.columnTwice,
  'too-many-cells': csv.tooManyCells,
  'cell-too-long': csv.cellTooLong,
  'control-character': csv.controlCharacter,
}

/** The line of the table, then what it breaks. */
export function csvWords({ line, rule, column = '' }: CsvProblem, variant: Variant): string {
  return `${csv.line(variant, { line: String(line) })}: ${rules[rule](variant, { column })}`
}
