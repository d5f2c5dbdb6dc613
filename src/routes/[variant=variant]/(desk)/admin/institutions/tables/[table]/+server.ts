import { error } from '@sveltejs/kit'
import { writeTable } from '#modules/institutions/index.ts'
import { whoMay } from '../../../enter.ts'
import { tableNames } from '../../register-words.ts'
import type { RequestHandler } from './$types'

/** A table as a file, with the separator that spreadsheets in the reader's language expect. By POST: taking it away is an act, which is noted. */
export const POST: RequestHandler = async (event) => {
  const { app, variant } = event.locals
  const by = whoMay(event, 'edit-institutions')
  const table = tableNames.find((name) => name === event.params.table)
  if (!table) error(404)
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${table}.csv"`, 'cache-control': 'no-store' }
  return new Response(await writeTable(app, { by, table, separator: variant === 'en' ? ',' : ';' }), { headers })
}
