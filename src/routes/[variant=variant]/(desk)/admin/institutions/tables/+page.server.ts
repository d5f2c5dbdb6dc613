import { fail } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { planTable, readTable, type TablePlan, type TableRefusal } from '#modules/institutions/index.ts'
import { acceptTable, type TableRefusal as UploadRefusal } from '#platform/uploads/index.ts'
import * as csv from '#texts/generated/csv.ts'
import * as words from '#texts/generated/institutions.ts'
import { address } from '#ui/address.ts'
import { csvWords } from '../../csv-words.ts'
import { whoMay } from '../../enter.ts'
import { faultWords, shownChange, tableNames } from '../register-words.ts'
import type { Actions, PageServerLoad } from './$types'

const mostBytes = 500_000

export const load: PageServerLoad = (event) => {
  const { variant } = event.locals
  whoMay(event, 'edit-institutions')
  return {
    tables: tableNames.map((table) => ({ table, title: words.tableName(variant, { table }), href: address(variant, `/admin/institutions/tables/${table}`) })),
  }
}

const notAccepted: Record<UploadRefusal, (variant: Variant) => string> = {
  empty: words.tableNoFile,
  'too-large': words.tableTooLarge,
  'not-a-table': csv.notText,
}

export const actions: Actions = {
  try: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const form = await event.request.formData()
    const table = tableIn(form)
    const file = form.get('file')
    const taken = await acceptTable(file instanceof File ? file : new Uint8Array(), { maxBytes: mostBytes })
    if (!table || !taken.ok) {
      const text = notAccepted[taken.ok ? 'empty' : taken.refusal](variant)
      return fail(400, { errors: [{ text, field: 'file' }], table })
    }
    const bytes = taken.value
    const planned = await planTable(app.db, { by, table, bytes })
    return planned.ok ? { table, plan: shownPlan(planned.value, variant), bytes: base64(bytes) } : refused(planned.refusal, { table, bytes, variant })
  },
  do: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const form = await event.request.formData()
    const [table, sent, mark] = [tableIn(form), form.get('bytes'), form.get('mark')]
    if (!table || typeof sent !== 'string' || typeof mark !== 'string')
      return fail(400, { errors: [{ text: words.tableNoFile(variant), field: 'file' }], table })
    const bytes = new Uint8Array(Buffer.from(sent, 'base64'))
    const read = await readTable(app, { by, table, bytes, mark })
    if (!read.ok) return refused(read.refusal, { table, bytes, variant })
    const count = [...read.value.entries, ...read.value.postings].filter(({ what }) => what !== 'same').length
    return { done: words.tableDone(variant, { count }), table }
  },
}

type Table = (typeof tableNames)[number]

function tableIn(form: FormData): Table | undefined {
  return tableNames.find((name) => name === form.get('table'))
}

function refused(refusal: TableRefusal, { table, bytes, variant }: { table: Table; bytes: Uint8Array; variant: Variant }) {
  if (refusal.reason === 'not-allowed') return fail(400, { table, errors: [{ text: words.notAllowed(variant) }] })
  if (refusal.reason === 'unreadable') return fail(400, { table, errors: refusal.problems.map((problem) => ({ text: csvWords(problem, variant) })) })
  const text = refusal.reason === 'other-plan' ? words.tableOtherPlan(variant) : words.tableRefusedText(variant)
  return fail(409, { table, errors: [{ text }], plan: shownPlan(refusal.plan, variant), bytes: base64(bytes) })
}

/** What a table would do, row by row; rows that stay as they are only count. */
function shownPlan({ entries, postings, mark }: TablePlan, variant: Variant) {
  const rows = [
    ...entries.map(({ line, code, what, changes, faults }) => ({
      line,
      name: code,
      what,
      faults,
      changes: changes.map((change) => shownChange(change, variant)),
    })),
    ...postings.map(({ line, login, post, place, what, faults }) => ({ line, name: `${login}, ${post}, ${place}`, what, faults, changes: [] })),
  ]
  const count = (wanted: string) => rows.filter(({ what }) => what === wanted).length
  const [added, changed, same, not] = [count('new'), count('changed'), count('same'), count('refused')]
  return {
    mark,
    counts: words.tablePlanCounts(variant, { added: String(added), changed: String(changed), same: String(same), refused: String(not) }),
    ready: not === 0 && added + changed > 0,
    rows: rows
      .filter(({ what }) => what !== 'same')
      .slice(0, 500)
      .map(({ faults, ...row }) => ({ ...row, faults: faults.map((fault) => faultWords(fault, variant)) })),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
