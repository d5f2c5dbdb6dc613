import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { confirmRetention, dryRun, proposeRetention, type ShownRule, said, shownProposals, withdrawRetention } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../enter.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const actor = whoMay(event, 'handle-personal-data')
  const { app, variant } = event.locals
  const [rules, proposals] = await Promise.all([dryRun(app), shownProposals(app)])
  return {
    rules: rules.map((rule) => shownRule(rule, variant)),
    proposals: proposals.map(({ shown, proposedBy, ...rest }) => ({
      ...rest,
      by: proposedBy.name,
      isOwn: proposedBy.id === actor.id,
      rules: shown.filter(({ count }) => count > 0).map((rule) => shownRule(rule, variant)),
      sum: shown.reduce((total, { count }) => total + count, 0),
    })),
  }
}

function shownRule({ key, count, oldest, before }: ShownRule, variant: Variant) {
  return { key, name: said('rule', key, variant), count, oldest: oldest?.slice(0, 10) ?? null, before: before.slice(0, 10) }
}

const refusals: Readonly<Record<string, (variant: Variant) => string>> = {
  'nothing-to-do': words.refusedNothing,
  'one-is-open': words.refusedOneOpen,
  'same-person': words.refusedSame,
  lapsed: words.refusedLapsed,
  grown: words.refusedGrown,
}

function answered({ locals: { variant } }: RequestEvent, outcome: { ok: true } | { ok: false; refusal: string }) {
  if (outcome.ok) redirect(303, address(variant, '/admin/privacy/retention'))
  return fail(409, { refusal: (refusals[outcome.refusal] ?? words.refusedNotOpen)(variant) })
}

async function chosen(event: RequestEvent): Promise<string> {
  const proposal = String((await event.request.formData()).get('proposal') ?? '')
  return isUuid(proposal) ? proposal : error(404)
}

export const actions: Actions = {
  propose: async (event) => {
    const actor = whoMay(event, 'handle-personal-data')
    return answered(event, await proposeRetention(event.locals.app, actor))
  },
  confirm: async (event) => {
    const actor = whoMay(event, 'handle-personal-data')
    return answered(event, await confirmRetention(event.locals.app, actor, await chosen(event)))
  },
  withdraw: async (event) => {
    const actor = whoMay(event, 'handle-personal-data')
    return answered(event, await withdrawRetention(event.locals.app, actor, await chosen(event)))
  },
}
