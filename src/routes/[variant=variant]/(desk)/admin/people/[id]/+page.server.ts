import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import {
  closeAccount,
  type DeskPerson,
  type DropReason,
  deskPerson,
  dropReasons,
  dropSecondFactors,
  endAllSessions,
  giveRole,
  isDropReason,
  isSamePerson,
  issueAccessCode,
  may,
  removeRole,
  reopenAccount,
  sendAccessLetter,
  undoMerge,
} from '#modules/people/index.ts'
import { roleWords, stateWords } from '#modules/people/ui/role-words.ts'
import * as words from '#texts/generated/people-desk.ts'
import { address } from '#ui/address.ts'
import { clockOf } from '../../clock.ts'
import { whoMay } from '../../enter.ts'
import { type DeskWord, field, placeCodes, placeOptions, refused, roleIn, roleOptions } from '../desk.ts'
import { slipsOf } from '../slips.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const actor = whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  const found = isUuid(event.params.id) ? await deskPerson(app, event.params.id) : null
  if (!found) error(404)
  return {
    person: shown(found, variant),
    roleOptions: roleOptions(variant),
    // Her own second factors she changes on her own page, where her password is asked.
    dropReasons: (await isSamePerson(app.db, found.id, actor.id)) ? [] : dropReasons.map((value) => ({ value, label: reasonWords[value](variant) })),
    places: await placeOptions(app, variant),
    done: event.url.searchParams.get('done'),
    history: may(actor, 'read-audit') ? address(variant, `/admin/audit?person=${encodeURIComponent(found.login)}`) : null,
  }
}

const reasonWords: Record<DropReason, (variant: Variant) => string> = { lost: words.dropLost, broken: words.dropBroken, misused: words.dropMisused }

function shown(person: DeskPerson, variant: Variant) {
  const { id, name, email, place, state, grants, sessions } = person
  const undone = (one: { id: string; name: string; undoUntil: Date; mayUndo: boolean }) => ({ ...one, undoUntil: clockOf(one.undoUntil) })
  return {
    ...{ id, name, email, place, state, emailConfirmed: person.emailConfirmed, hasPassword: person.hasPassword },
    login: person.login === id ? null : person.login,
    stateWord: stateWords[state](variant),
    createdAt: clockOf(person.createdAt),
    signOns: person.signOns,
    factors: person.factors,
    sessions: { count: sessions.count, lastSeenAt: sessions.lastSeenAt && clockOf(sessions.lastSeenAt) },
    grants: grants.map(({ role, scope, from, to }) => ({ ...{ role, scope, from, to }, word: roleWords[role](variant) })),
    mergedInto: person.mergedInto && undone(person.mergedInto),
    merged: person.merged.map(undone),
  }
}

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const realDay = (text: string) => day.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text

/** Says how it went on the page itself, so that a reload does nothing again. */
function answered(event: RequestEvent, outcome: { ok: true } | { ok: false; refusal: DeskWord }, done: string) {
  if (!outcome.ok) return fail(409, { typed: null, error: refused(outcome.refusal, event.locals.variant) })
  redirect(303, address(event.locals.variant, `/admin/people/${event.params.id}?done=${done}`))
}

export const actions: Actions = {
  give: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const form = await event.request.formData()
    const typed = { role: field(form, 'role'), scope: field(form, 'scope').trim(), from: field(form, 'from').trim(), to: field(form, 'to').trim() }
    const role = roleIn(typed.role)
    const wrong = (refusal: DeskWord) => fail(400, { typed, error: refused(refusal, event.locals.variant) })
    if (role === null) return wrong('role-missing')
    if ([typed.from, typed.to].some((text) => text !== '' && !realDay(text))) return wrong('day-malformed')
    if (typed.scope !== '' && !(await placeCodes(event.locals.app)).has(typed.scope)) return wrong('scope-unknown')
    const days = { from: typed.from || null, to: typed.to || null }
    const outcome = await giveRole(event.locals.app, { desk, person: event.params.id, role, scope: typed.scope, ...days })
    return outcome.ok ? answered(event, outcome, 'role') : wrong(outcome.refusal)
  },
  take: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const form = await event.request.formData()
    const role = roleIn(field(form, 'role'))
    if (role === null) return answered(event, { ok: false, refusal: 'role-missing' }, '')
    return answered(event, await removeRole(event.locals.app, { desk, person: event.params.id, role, scope: field(form, 'scope') }), 'taken')
  },
  sessions: async (event) => {
    const desk = whoMay(event, 'manage-people')
    return answered(event, await endAllSessions(event.locals.app, { desk, person: event.params.id }), 'sessions')
  },
  factors: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const reason = field(await event.request.formData(), 'reason')
    if (!isDropReason(reason)) return answered(event, { ok: false, refusal: 'reason-missing' }, '')
    return answered(event, await dropSecondFactors(event.locals.app, { desk, person: event.params.id, reason }), 'factors')
  },
  close: async (event) => {
    const desk = whoMay(event, 'manage-people')
    return answered(event, await closeAccount(event.locals.app, { desk, person: event.params.id }), 'closed')
  },
  reopen: async (event) => {
    const desk = whoMay(event, 'manage-people')
    return answered(event, await reopenAccount(event.locals.app, { desk, person: event.params.id }), 'reopened')
  },
  letter: async (event) => {
    const desk = whoMay(event, 'manage-people')
    return answered(event, await sendAccessLetter(event.locals.app, { desk, person: event.params.id }), 'letter')
  },
  code: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const outcome = await issueAccessCode(event.locals.app, { desk, person: event.params.id })
    if (!outcome.ok) return answered(event, outcome, '')
    return { slips: slipsOf(event.locals, [outcome.value]) }
  },
  undo: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const merged = field(await event.request.formData(), 'merged')
    return answered(event, isUuid(merged) ? await undoMerge(event.locals.app, { desk, merged }) : { ok: false, refusal: 'nobody' }, 'undone')
  },
}
