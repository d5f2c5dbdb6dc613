import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import {
  type Decisions,
  type DryRun,
  doImport,
  dryRun,
  type ImportRefusal,
  importWaiting,
  issueImportCodes,
  type LineRule,
  type PlannedLine,
} from '#modules/people/index.ts'
import * as words from '#texts/generated/people-desk.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../../enter.ts'
import { field, placeCodes } from '../../desk.ts'
import { slipsOf } from '../../slips.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const shownLines = 20
const rules: Record<LineRule, (variant: Variant) => string> = {
  'name-missing': words.ruleNameMissing,
  'email-malformed': words.ruleEmailMalformed,
  'role-unknown': words.ruleRoleUnknown,
  'role-not-by-table': words.ruleRoleNotByTable,
  'place-unknown': words.rulePlaceUnknown,
  'variant-unknown': words.ruleVariantUnknown,
  'email-twice': words.ruleEmailTwice,
}

export const load: PageServerLoad = async (event) => {
  const desk = whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  const run = isUuid(event.params.id) ? await dryRun(app, { desk, id: event.params.id, places: await placeCodes(app) }) : null
  if (!run) error(404)
  const count = (name: string) => Math.min(Number(event.url.searchParams.get(name) ?? '0') || 0, 5000)
  const done = run.isDone ? { added: count('added'), joined: count('joined'), skipped: count('skipped'), waiting: await importWaiting(app, run.id) } : null
  return { hash: run.hash, done, ...shown(run, variant) }
}

function shown({ problems, plan }: DryRun, variant: Variant) {
  const of = (kind: PlannedLine['match']['kind']) => plan.filter(({ match }) => match.kind === kind)
  const line = ({ line: { name, email, place } }: PlannedLine) => [name, email, place].filter((part) => part !== null).join(' · ')
  const likely = of('likely').map(({ line: { line: number, name }, match }) => {
    const { people = [], earlierLine = null } = match.kind === 'likely' ? match : {}
    return {
      ...{ number, name, earlierLine },
      people: people.map(({ id, name: known, login, place }) => ({
        id,
        name: place === null ? known : `${known}, ${place}`,
        login: login === id ? words.noLogin(variant) : login,
      })),
    }
  })
  return {
    problems: problems.slice(0, 100).map(({ line: number, rule, column }) => words.problemLine(variant, { line: number, column, rule: rules[rule](variant) })),
    problemCount: new Set(problems.map(({ line: number }) => number)).size,
    news: { count: of('new').length, first: of('new').slice(0, shownLines).map(line) },
    emails: { count: of('email').length, first: of('email').slice(0, shownLines).map(line) },
    likely,
  }
}

function decisionsIn(form: FormData): Decisions {
  const emails = field(form, 'emails')
  const lines = [...form].flatMap(([name, value]): [number, string][] => {
    const [, line] = /^line-(\d{1,6})$/.exec(name) ?? []
    return line === undefined || typeof value !== 'string' ? [] : [[Number(line), value]]
  })
  return { emails: emails === 'same' || emails === 'skip' ? emails : null, lines: new Map(lines) }
}

function sentence(refusal: ImportRefusal, variant: Variant): string {
  if (refusal.reason !== 'undecided') return words.importGone(variant)
  return words.undecided(variant, { count: refusal.lines.length, lines: refusal.lines.slice(0, shownLines).join(', ') })
}

async function bring(event: RequestEvent) {
  const desk = whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  const form = await event.request.formData()
  const decisions = decisionsIn(form)
  const wish = { desk, id: event.params.id, hash: field(form, 'hash'), places: await placeCodes(app), decisions, invite: field(form, 'invite') === 'yes' }
  const outcome = isUuid(wish.id) ? await doImport(app, wish) : ({ ok: false, refusal: { reason: 'gone' } } as const)
  const typed = { emails: decisions.emails, lines: Object.fromEntries(decisions.lines), invite: wish.invite }
  if (!outcome.ok) return fail(409, { typed, error: sentence(outcome.refusal, variant) })
  const { added, joined, skipped } = outcome.value
  redirect(303, address(variant, `/admin/people/import/${wish.id}?added=${added}&joined=${joined}&skipped=${skipped}`))
}

export const actions: Actions = {
  bring,
  codes: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const outcome = isUuid(event.params.id) ? await issueImportCodes(event.locals.app, { desk, id: event.params.id }) : null
    if (!outcome?.ok) return fail(409, { error: words.importGone(event.locals.variant) })
    return { slips: slipsOf(event.locals, outcome.value) }
  },
}
