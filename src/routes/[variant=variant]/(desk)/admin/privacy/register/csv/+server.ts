import { writeCsv } from '#platform/csv.ts'
import * as words from '#texts/generated/privacy.ts'
import { whoMay } from '../../../enter.ts'
import { shownRegister } from '../shown-register.ts'
import type { RequestHandler } from './$types'

/** One row for each column, in the words of the reader. */
export const GET: RequestHandler = (event) => {
  whoMay(event, 'handle-personal-data')
  const { app, variant } = event.locals
  const heads = [words.colModule, words.colTable, words.colColumn, words.colKinds, words.colPurpose, words.colBasis, words.colKept].map((word) => word(variant))
  const rows = shownRegister(app, variant).flatMap(({ module, table, columns, purpose, basis, kept }) =>
    columns.map(({ name, kind }) => Object.fromEntries([module, table, name, kind, purpose, basis, kept].map((cell, at) => [heads[at] ?? '', cell]))),
  )
  const text = writeCsv(
    heads.map((name) => ({ name })),
    rows,
  )
  return new Response(text, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="register.csv"' } })
}
