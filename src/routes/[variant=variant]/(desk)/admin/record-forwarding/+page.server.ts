import { verbs } from '@putokaz/xapi'
import { error, fail, redirect } from '@sveltejs/kit'
import {
  type ForwardingRefusal,
  type ForwardingState,
  forwardingStates,
  makeForwarding,
  mostWaiting,
  pauseForwarding,
  removeForwarding,
  resumeForwarding,
  sendRefusedAgain,
} from '#modules/records/index.ts'
import * as words from '#texts/generated/record-desk.ts'
import { address } from '#ui/address.ts'
import { verbOptions } from '../../desk/records/said.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'
import { authorityOptions, problemSaid, stateSaid } from './said.ts'

type Locals = Parameters<PageServerLoad>[0]['locals']

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app, variant } = event.locals
  return {
    done: event.url.searchParams.get('done'),
    stores: (await forwardingStates(app.db)).map((one) => shown(one, event.locals)),
    authorities: authorityOptions(variant),
    verbs: verbOptions(variant).map(({ value, label }) => ({ value: verbs[value as keyof typeof verbs] as string, label })),
  }
}

function shown(one: ForwardingState, { variant }: Locals) {
  const clock = (at: Date | null) => at && clockOf(at)
  const labelled = new Map(verbOptions(variant).map(({ value, label }) => [verbs[value as keyof typeof verbs] as string, label]))
  const whose = authorityOptions(variant).filter(({ value }) => one.authorities.includes(value))
  return {
    id: one.id,
    name: one.name,
    address: one.address,
    key: one.key,
    filter: [...whose.map(({ label }) => label), ...one.verbs.map((verb) => labelled.get(verb) ?? verb)].join('; '),
    state: one.state,
    stateSaid: stateSaid(one.state, variant),
    problem: one.problem && one.state === 'trouble' ? problemSaid(one.problem, variant) : null,
    sent: one.sent,
    waiting: one.waiting < mostWaiting ? words.count(variant, { count: one.waiting }) : words.countOver(variant, { count: String(mostWaiting) }),
    lastSent: clock(one.lastSentAt),
    nextTry: clock(one.nextTry),
    notTaken: one.notTaken.map(({ statement, status, at, again }) => ({ statement, status, at: clockOf(at), again })),
  }
}

const said: Record<ForwardingRefusal, { field: string; text: typeof words.nameMissing }> = {
  'not-allowed': { field: 'name', text: words.notAllowed },
  'name-missing': { field: 'name', text: words.nameMissing },
  'address-malformed': { field: 'address', text: words.addressMalformed },
  'address-own': { field: 'address', text: words.addressOwn },
  'key-missing': { field: 'key', text: words.keyMissing },
  'authority-missing': { field: 'authority', text: words.authorityMissing },
}

/** One of the acts on a store that is there. */
const act =
  (change: typeof pauseForwarding, done: string) =>
  async (event: Parameters<Actions[string]>[0]): Promise<never> => {
    const actor = whoMay(event, 'run-centre')
    const { app, variant } = event.locals
    const changed = await change(app, { actor, id: textIn(await event.request.formData(), 'store') })
    if (!changed.ok) error(404)
    redirect(303, address(variant, `/admin/record-forwarding?done=${done}`))
  }

export const actions: Actions = {
  make: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const typed = {
      name: textIn(form, 'name'),
      address: textIn(form, 'address'),
      key: textIn(form, 'key'),
      edition: textIn(form, 'edition'),
      authorities: form.getAll('authority').map(String),
      verbs: form.getAll('verb').map(String),
      from: textIn(form, 'from'),
    }
    const edition = typed.edition === '2.0.0' ? '2.0.0' : '1.0.3'
    const from = typed.from === 'now' ? 'now' : 'all'
    const known: readonly string[] = Object.values(verbs)
    const chosen = typed.verbs.filter((verb) => known.includes(verb))
    const made = await makeForwarding(app, { ...typed, actor, secret: textIn(form, 'secret'), edition, from, verbs: chosen })
    if (made.ok) redirect(303, address(variant, '/admin/record-forwarding?done=made'))
    const { field, text } = said[made.refusal]
    return fail(400, { typed, error: { field, text: text(variant) } })
  },
  pause: act(pauseForwarding, 'paused'),
  resume: act(resumeForwarding, 'resumed'),
  again: act(sendRefusedAgain, 'again'),
  remove: act(removeForwarding, 'removed'),
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
