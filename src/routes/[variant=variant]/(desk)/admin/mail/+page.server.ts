import { join } from 'node:path'
import { fail, redirect } from '@sveltejs/kit'
import * as v from 'valibot'
import { askTrialLetter, letterKinds, letterStates, outbox, retryAllLetters } from '#modules/notices/index.ts'
import { address } from '#ui/address.ts'
import { kindWord } from '../../../letter-kinds.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'
import { problemWord, stateWords } from './letter-words.ts'

const empty = v.pipe(
  v.literal(''),
  v.transform(() => undefined),
)
const Filter = v.object({
  state: v.fallback(v.optional(v.union([v.picklist(letterStates), empty])), undefined),
  kind: v.fallback(v.optional(v.union([v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)), empty])), undefined),
  day: v.fallback(v.optional(v.union([v.pipe(v.string(), v.isoDate()), empty])), undefined),
  after: v.fallback(v.optional(v.pipe(v.string(), v.uuid())), undefined),
})

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app, variant } = event.locals
  const query = event.url.searchParams
  const filter = v.parse(Filter, Object.fromEntries(query))
  const found = await outbox(app.db, { ...filter, day: realDay(filter.day) })
  return {
    filter,
    badDay: (query.get('day') ?? '') !== '' && realDay(filter.day) === undefined,
    outcome: query.get('outcome'),
    count: Number(query.get('count') ?? 0),
    folder: app.mail.toFolder ? join(app.config.dataFolder, 'mail') : null,
    states: letterStates.map((state) => ({ value: state, label: stateWords[state](variant) })),
    kinds: letterKinds.map(({ kind }) => ({ value: kind, label: kindWord(kind, variant) })),
    letters: found.letters.map((letter) => ({
      href: address(variant, `/admin/mail/${letter.id}`),
      id: letter.id,
      kind: kindWord(letter.kind, variant),
      state: stateWords[letter.state](variant),
      problem: letter.problem === null ? '' : problemWord(letter.problem, variant),
      madeAt: clockOf(letter.madeAt),
      to: letter.to,
      tries: letter.tries,
    })),
    next: found.after === undefined ? null : `?${new URLSearchParams({ ...shownFilter(filter), after: found.after })}`,
  }
}

/** `2026-02-31` looks like a day, and is none. */
function realDay(day: string | undefined): string | undefined {
  const at = Date.parse(day ?? '')
  return day !== undefined && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : undefined
}

function shownFilter({ state = '', kind = '', day = '' }: { state?: string | undefined; kind?: string | undefined; day?: string | undefined }) {
  return { state, kind, day }
}

export const actions: Actions = {
  async trial(event) {
    const person = whoMay(event, 'run-centre')
    const outcome = await askTrialLetter(event.locals.app, { by: person.id })
    if (!outcome.ok) return fail(400, { refusal: outcome.refusal })
    redirect(303, address(event.locals.variant, '/admin/mail?outcome=trial'))
  },
  async retryAll(event) {
    const person = whoMay(event, 'run-centre')
    const count = await retryAllLetters(event.locals.app, { by: person.id })
    redirect(303, address(event.locals.variant, `/admin/mail?outcome=retried&count=${count}`))
  },
}
