import { fail, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { type ImportColumn, importColumns, importLimits, keepImport, roles } from '#modules/people/index.ts'
import { acceptTable, type TableRefusal } from '#platform/uploads/index.ts'
import * as csv from '#texts/generated/csv.ts'
import * as words from '#texts/generated/people-desk.ts'
import { address } from '#ui/address.ts'
import { csvWords } from '../../csv-words.ts'
import { whoMay } from '../../enter.ts'
import type { Actions, PageServerLoad } from './$types'

const meanings: Record<ImportColumn, (variant: Variant) => string> = {
  ime: words.importIme,
  eposta: words.importEposta,
  institucija: words.importInstitucija,
  uloga: (variant) => words.importUloga(variant, { roles: roles.filter((role) => !['admin', 'coordinator', 'auditor'].includes(role)).join(', ') }),
  pismo: words.importPismo,
}

export const load: PageServerLoad = (event) => {
  whoMay(event, 'manage-people')
  return { columns: importColumns.map(({ name }) => ({ name, meaning: meanings[name](event.locals.variant) })) }
}

const notAccepted: Record<TableRefusal, (variant: Variant) => string> = {
  empty: words.importNoFile,
  'too-large': words.importTooLarge,
  'not-a-table': csv.notText,
}

export const actions: Actions = {
  default: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const { app, variant } = event.locals
    const file = (await event.request.formData()).get('file')
    const table = await acceptTable(file instanceof File ? file : new Uint8Array(), { maxBytes: importLimits.bytes })
    if (!table.ok) return fail(table.refusal === 'too-large' ? 413 : 400, { errors: [{ text: notAccepted[table.refusal](variant), field: 'file' }] })
    const kept = await keepImport(app, { desk, bytes: table.value })
    if (kept.ok) redirect(303, address(variant, `/admin/people/import/${kept.value.id}`))
    if (kept.refusal === 'not-allowed') return fail(403, { errors: [{ text: words.notAllowed(variant) }] })
    const errors = kept.refusal.map((problem) => ({ text: csvWords(problem, variant), field: 'file' }))
    return fail(400, { errors })
  },
}
