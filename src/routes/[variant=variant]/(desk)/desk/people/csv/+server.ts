import { error } from '@sveltejs/kit'
import { noteDeed } from '#modules/audit/index.ts'
import { writeCsv } from '#platform/csv.ts'
import * as words from '#texts/generated/desk.ts'
import { whoMay } from '../../../admin/enter.ts'
import { reasonsToGive } from '../../../reason.ts'
import { nameOf, placeNames, validityWords } from '../said.ts'
import { filterFrom, standingList } from '../standing-list.ts'
import { view } from '../view.ts'
import type { RequestHandler } from './$types'

/** The list as it is filtered, for a spreadsheet. Who took it away is in the log. */
export const GET: RequestHandler = async (event) => {
  const { app, variant } = event.locals
  const person = whoMay(event, 'see-standing')
  if (await reasonsToGive(event, person, view)) error(404)
  const [{ course, rows }, names] = [await standingList(app, person, filterFrom(event.url.searchParams, variant)), await placeNames(app, person, variant)]
  const heads = [words.person, words.post, words.place, words.nominated, words.started, words.completed, words.certificate, words.validUntil]
  const columns = heads.map((head) => ({ name: head(variant) }))
  const lines = rows.map((row) => [
    nameOf(row, variant),
    row.places.map(({ post }) => names.post(post)).join('; '),
    row.places.map(({ place }) => names.place(place)).join('; '),
    row.nominatedOn ?? '',
    row.startedOn ?? '',
    row.completedOn ?? '',
    validityWords(row, variant),
    row.validity?.until ?? '',
  ])
  const detail = { course: course?.code ?? null, rows: rows.length }
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'learning.standing-exported', by: person.id, on: `view:${view.name}`, detail }))
  const csv = writeCsv(
    columns,
    lines.map((cells) => Object.fromEntries(columns.map(({ name }, i) => [name, cells[i] ?? '']))),
    { separator: variant === 'en' ? ',' : ';' },
  )
  const name = `${words.fileName('en')}-${course?.code ?? ''}.csv`
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` } })
}
