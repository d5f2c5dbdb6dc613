import { importColumns } from '#modules/people/index.ts'
import { writeCsv } from '#platform/csv.ts'
import { whoMay } from '../../../enter.ts'
import type { RequestHandler } from './$types'

const rows = [
  { ime: 'Marija Primer', eposta: 'marija@primer.rs', institucija: 'KIRS', uloga: 'learner', pismo: 'cir' },
  { ime: 'Jovan Uzorak', eposta: '', institucija: 'MUP', uloga: 'focal-point', pismo: 'lat' },
]

/** A table of two invented people, as the spreadsheets of Serbia open it. */
export const GET: RequestHandler = (event) => {
  whoMay(event, 'manage-people')
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="osobe.csv"' }
  return new Response(writeCsv(importColumns, rows, { separator: ';' }), { headers })
}
