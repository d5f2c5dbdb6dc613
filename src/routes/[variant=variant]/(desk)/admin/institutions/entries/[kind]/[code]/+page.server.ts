import { error, fail, redirect } from '@sveltejs/kit'
import type { Result } from '#kernel/result.ts'
import { type RequirementRefusal, requirementHistory, requirementsOf, setRequirements } from '#modules/competencies/index.ts'
import {
  capacityFrom,
  cellsOf,
  changeCapacity,
  changeStatus,
  changesSince,
  type EntryCells,
  type EntryKind,
  entryColumns,
  entryFrom,
  entryHistory,
  type Saved,
  type SaveRefusal,
  type SpellCells,
  saveEntry,
  spellColumns,
  spellFrom,
  undoChange,
} from '#modules/institutions/index.ts'
import { cardsOf, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from '../../../../../../(read)/said.ts'
import { clockOf } from '../../../../clock.ts'
import { whoMay } from '../../../../enter.ts'
import { choices, entryFields, type FormField, spellFields, typedIn } from '../../../fields.ts'
import { refusalText, refusedForm, refusedWith, type Told, toldAt } from '../../../outcome.ts'
import { shownChange } from '../../../register-words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { codeOf, entryAt, isNew, kindOf } from './entry.ts'
import { chosenRequirements, requirementsForm } from './requirements.ts'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoMay(event, 'edit-institutions')
  const kind = kindOf(event.params)
  const from = await choices(app.db, variant)
  const fields = entryFields(kind, { variant, isNew: isNew(event.params), from })
  const told = toldAt(event.url, variant)
  if (isNew(event.params)) return { kind, told, fields, values: newValues(event.url), version: 0, name: null, history: [] }
  const { entry, version } = await entryAt(app, person, event.params)
  return {
    ...{ kind, told, fields, version, values: cellsOf(kind, entry) as Record<string, string> },
    name: sayingIn(variant)(entry.name),
    shown: address(variant, `/${publicPlace[kind]}/${entry.code.toLowerCase()}`),
    history: await shownHistory(app, { kind, code: entry.code, variant, form: [...fields, ...spellFields('status', { variant, from })] }),
    ...(kind === 'facility' && {
      life: { status: spellFields('status', { variant, from }), capacity: spellFields('capacity', { variant, from }) },
    }),
    ...(kind === 'post' && { requirements: await requirementsForm(app.db, entry.code, variant) }),
  }
}

const publicPlace = { institution: 'institutions', facility: 'facilities', post: 'posts' } as const satisfies Record<EntryKind, string>

/** A unit is begun from its institution, and nothing is taken for sure that nobody has checked. */
function newValues(url: URL): Record<string, string> {
  const parent = url.searchParams.get('parent')
  return { jurisdiction: 'RS', mark: 'check', form: parent ? 'unit' : 'institution', ...(parent && { parent }) }
}

interface HistoryOf {
  readonly kind: EntryKind
  readonly code: string
  readonly variant: App.Locals['variant']
  readonly form: readonly FormField[]
}

async function shownHistory(app: App, { kind, code, variant, form }: HistoryOf) {
  const lines = await entryHistory(app.db, { kind, code, now: app.now() })
  const names = new Map(
    (
      await cardsOf(
        app.db,
        lines.flatMap(({ by }) => by ?? []),
      )
    ).map(({ id, displayName }) => [id, displayName]),
  )
  return lines.map(({ id, at, by, what, takesBack, undoable, changes }) => ({
    ...{ id, at: clockOf(at), by: by === null ? undefined : names.get(by), what, takesBack, undoable },
    changes: changes.map((change) => shownChange(change, variant, form)),
  }))
}

export const actions: Actions = {
  save: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const kind = kindOf(event.params)
    const form = await event.request.formData()
    const before = isNew(event.params) ? undefined : (await entryAt(app, by, event.params)).entry
    const typed = { ...typedIn(form, entryColumns[kind]), ...(before && { code: before.code }) }
    const entry = entryFrom(kind, typed as EntryCells<EntryKind>, before)
    const saved = await saveEntry(app, { by, kind, entry, seen: seenIn(form) })
    return answer(event, { form: 'save', typed, seen: seenIn(form), code: entry.code }, saved)
  },
  status: (event) =>
    changeLife(event, 'status', (by, facility, { seen, cells }) => changeStatus(event.locals.app, { by, facility, seen, spell: spellFrom(cells) })),
  capacity: (event) =>
    changeLife(event, 'capacity', (by, facility, { seen, cells }) => changeCapacity(event.locals.app, { by, facility, seen, size: capacityFrom(cells) })),
  requirements: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const { entry } = await entryAt(app, by, { ...event.params, kind: 'post' })
    const form = await event.request.formData()
    const requirements = await chosenRequirements(app.db, form)
    const set = await setRequirements(app, { by, post: entry.code, requirements, seen: seenIn(form) })
    const typed = Object.fromEntries(requirements.map(({ competency, level }) => [competency, String(level)]))
    return set.ok ? back(event, 'saved') : refuseRequirements(event, set.refusal, typed)
  },
  restore: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const { entry } = await entryAt(app, by, { ...event.params, kind: 'post' })
    const wanted = (await event.request.formData()).get('change')
    const change = (await requirementHistory(app.db, entry.code)).find(({ id }) => id === wanted)
    if (!change) error(404)
    const { version } = await requirementsOf(app.db, entry.code)
    const set = await setRequirements(app, { by, post: entry.code, requirements: change.before, seen: version })
    return set.ok ? back(event, 'undone') : refuseRequirements(event, set.refusal, {})
  },
  undo: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const at = event.params
    const lines = await entryHistory(app.db, { kind: kindOf(at), code: (await entryAt(app, by, at)).entry.code, now: app.now() })
    const wanted = (await event.request.formData()).get('change')
    const change = lines.find(({ id }) => id === wanted)
    if (!change) error(404)
    const undone = await undoChange(app, by, change.id)
    if (!undone.ok) return fail(409, refusedWith('undo', {}, refusalText(undone.refusal, variant)))
    if (change.what === 'added') redirect(303, address(variant, '/admin/institutions?done=removed'))
    return back(event, 'undone')
  },
}

type LifeChange = (
  by: SignedIn,
  facility: string,
  { seen, cells }: { readonly seen: number; readonly cells: SpellCells },
) => Promise<Result<Saved, SaveRefusal<'facility'>>>

async function changeLife(event: RequestEvent, form: 'status' | 'capacity', change: LifeChange) {
  const by = whoMay(event, 'edit-institutions')
  const { entry } = await entryAt(event.locals.app, by, { ...event.params, kind: 'facility' })
  const sent = await event.request.formData()
  const typed = typedIn(sent, spellColumns)
  const cells = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.normalize().trim()])) as SpellCells
  const outcome = await change(by, entry.code, { seen: seenIn(sent), cells: { ...cells, facility: entry.code } })
  return answer(event, { form, typed, seen: seenIn(sent), code: entry.code }, outcome)
}

interface Sent {
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly seen: number
  readonly code: string
}

async function answer(event: RequestEvent, { form, typed, seen, code }: Sent, outcome: Result<Saved, SaveRefusal>) {
  const { app, variant } = event.locals
  if (outcome.ok) return back(event, outcome.value.changes.length > 0 ? 'saved' : 'same', code)
  const { refusal } = outcome
  if (refusal.reason === 'faulty') return fail(400, refusedForm(form, typed, refusal.faults, variant))
  const refused = refusedWith(form, typed, refusalText(refusal, variant))
  if (refusal.reason === 'not-allowed') return fail(400, refused)
  const changes = (await changesSince(app.db, kindOf(event.params), { code, seen })).map((change) => shownChange(change, variant))
  return fail(409, { ...refused, meanwhile: { version: refusal.version, changes } })
}

function refuseRequirements(event: RequestEvent, refusal: RequirementRefusal, typed: Readonly<Record<string, string>>) {
  const { variant } = event.locals
  const reason = refusal.reason === 'unknown-competency' ? 'not-allowed' : refusal.reason
  const text = refusalText(reason === 'not-allowed' ? { reason } : { reason, now: null, version: 0 }, variant)
  const refused = refusedWith('requirements', typed, text)
  return fail(409, refusal.reason === 'changed-meanwhile' ? { ...refused, meanwhile: { version: refusal.version, changes: [] } } : refused)
}

function back(event: RequestEvent, told: Told, code: string = codeOf(event.params)): never {
  redirect(303, address(event.locals.variant, `/admin/institutions/entries/${event.params.kind}/${code.toLowerCase()}?done=${told}`))
}

function seenIn(form: FormData): number {
  const seen = form.get('version')
  return typeof seen === 'string' && /^\d{1,9}$/.test(seen) ? Number(seen) : 0
}
