import type { Cite, Lines, Localized, Mark } from './document.ts'
import type { FactUse } from './facts.ts'
import { cites, code, day, id, localized, localizedOrPlain, mark, refuseDisorder, refuseTwins, slug } from './fields.ts'
import type { Parsed } from './problem.ts'
import { type At, fail, flag, listOf, oneOf, parseYaml, type Read, record, shaped, text } from './yaml-nodes.ts'

/** Where a line of a tool comes from; without `asOf` it holds on the day of the tool's legal state. */
export type ToolBasis = { cites: Cite[]; fact?: string; source?: string; asOf?: string; mark: Mark }

/** Something to choose. */
export type ToolOption<T> = { id: string; text: T }

export type ToolStep<T> = ToolBasis & { text: T }

/** Asked before anything else: whoever says yes is told what to do, and the tool stops. */
export type ToolDanger<T> = ToolBasis & { question: T; steps: ToolStep<T>[] }

export type ToolIndicator<T> = ToolOption<T> & { suggests: string[]; urgent: boolean }

export type ToolGroup<T> = ToolBasis & { id: string; title: T; indicators: ToolIndicator<T>[] }

/** Whom a line is for: some categories or all, at some stages or at any. */
export type ToolAim = { for: 'all' | string[]; stages?: string[] }

export type ToolAction<T> = ToolStep<T> & ToolAim & { urgent: boolean }

export type ToolReferral<T> = ToolBasis & ToolAim & { to: T; how: T; deadline?: T; write: T; leaveOut: T; feedback?: T }

/** The steps that follow one category, in their order. */
export type ToolPath<T> = { category: string; title: T; steps: ToolStep<T>[] }

export type ToolVerdict = 'go' | 'later' | 'stop'

export type ToolAnswer<T> = ToolOption<T> & { verdict: ToolVerdict; says?: T }

/** `tool`: the slug of another tool that answers the question. */
export type ToolGate<T> = ToolBasis & { id: string; title: T; question: T; tool?: string; checks: ToolOption<T>[]; answers: ToolAnswer<T>[] }

type CaseText<T> = { id: string; title: T; story: T; feedback: T }
export type ScreeningCase<T> = CaseText<T> & { categories: string[] }
/** `stops`: the gate that stops it, if any does. */
export type GateCase<T> = CaseText<T> & { stops?: string }

export type ToolCover<T> = {
  slug: string
  code: string
  version: string
  title: T
  summary: T
  audience: T
  legalState: string
  areas: string[]
  sample: boolean
  owner: T
  checked: string
  nextCheck: string
  contentNote: T
  danger: ToolDanger<T>
}

export type ScreeningTool<T> = ToolCover<T> & {
  kind: 'screening'
  roles: ToolOption<T>[]
  places: ToolOption<T>[]
  stages: ToolOption<T>[]
  categories: (ToolBasis & ToolOption<T>)[]
  groups: ToolGroup<T>[]
  reasons: { confirm: ToolOption<T>[]; reject: ToolOption<T>[]; add: ToolOption<T>[] }
  actions: ToolAction<T>[]
  paths: ToolPath<T>[]
  referrals: ToolReferral<T>[]
  cases: ScreeningCase<T>[]
}

export type GatesTool<T> = ToolCover<T> & { kind: 'gates'; gates: ToolGate<T>[]; cases: GateCase<T>[] }

/** A field tool: indicators that suggest categories, or gates that are passed one after the other. `T` is a text. */
export type FieldTool<T = Localized> = ScreeningTool<T> | GatesTool<T>

export type ToolSource = FieldTool & { file: string; lines: Lines }

/** Nobody reads half a tool: every text stands in both languages. */
const both: Read<Localized> = (node, at) => {
  const value = localized(node, at)
  return value && value.en === undefined ? fail(at, 'language-missing', 'en') : value
}

const basis = { cite: cites, fact: text, source: text, asOf: day }
type WithCite = { cite?: Cite[] }

/** A record with the keys of a basis; `cite` becomes the list `cites`. */
function based<T extends WithCite>(read: Read<T>): Read<Omit<T, 'cite'> & { cites: Cite[] }> {
  return (node, at) => {
    const value = read(node, at)
    if (!value) return undefined
    const { cite = [], ...rest } = value
    return { cites: cite, ...rest }
  }
}

/** A list whose ids are its own. */
function named<T extends { id: string }>(read: Read<T>, min = 1): Read<T[]> {
  return (node, at) => {
    const list = listOf(read, min)(node, at)
    if (list) {
      const ids = list.map((one) => one.id)
      refuseTwins(ids, at, at.path)
    }
    return list
  }
}

const option = record({ id, text: both }, {})
const options = named(option)
const step = based(record({ text: both, mark }, basis))
const aimed: Read<'all' | string[]> = (node, at) => (Array.isArray((node as { items?: unknown }).items) ? listOf(id, 1)(node, at) : oneOf('all')(node, at))
const indicator: Read<ToolIndicator<Localized>> = (node, at) => {
  const one = record({ id, text: both, suggests: listOf(id, 1) }, { urgent: flag })(node, at)
  return one && { urgent: false, ...one }
}
const action: Read<ToolAction<Localized>> = (node, at) => {
  const one = based(record({ text: both, mark, for: aimed }, { ...basis, stages: listOf(id, 1), urgent: flag }))(node, at)
  return one && { urgent: false, ...one }
}
const answer = record({ id, text: both, verdict: oneOf('go', 'later', 'stop') }, { says: both })
const gate: Read<ToolGate<Localized>> = (node, at) => {
  const read = record({ id, title: both, question: both, mark, answers: named(answer, 2) }, { ...basis, tool: slug, checks: options })
  const one = based(read)(node, at)
  return one && { checks: [], ...one }
}

const cover = {
  slug,
  code,
  version: shaped(/^\d+\.\d+\.\d+$/),
  title: both,
  summary: both,
  audience: both,
  legalState: day,
  areas: listOf(code, 1),
  sample: flag,
  owner: localizedOrPlain,
  checked: day,
  nextCheck: day,
  contentNote: both,
  danger: based(record({ question: both, mark, steps: listOf(step, 1) }, basis)),
}
const caseText = { id, title: both, story: both, feedback: both }

const screening = record(
  {
    ...cover,
    kind: oneOf('screening'),
    roles: options,
    places: options,
    stages: options,
    categories: named(based(record({ id, text: both, mark }, basis))),
    groups: named(based(record({ id, title: both, mark, indicators: named(indicator) }, basis))),
    reasons: record({ confirm: options, reject: options, add: options }, {}),
    actions: listOf(action, 1),
    paths: listOf(record({ category: id, title: both, steps: listOf(step, 1) }, {})),
    referrals: listOf(
      based(
        record({ to: both, for: aimed, how: both, write: both, leaveOut: both, mark }, { ...basis, stages: listOf(id, 1), deadline: both, feedback: both }),
      ),
      1,
    ),
    cases: named(record({ ...caseText, categories: listOf(id, 1) }, {}), 3),
  },
  {},
)

const gates = record({ ...cover, kind: oneOf('gates'), gates: named(gate, 2), cases: named(record(caseText, { stops: id }), 3) }, {})

const whole: Read<ToolSource> = (node, at) => {
  const kind = (node as { get?: (key: string) => unknown } | null)?.get?.('kind')
  const read = kind === 'gates' ? gates(node, at) : screening(node, at)
  refuseDisorder(node, at)
  if (!read) return undefined
  const source: ToolSource = { ...read, file: at.sheet.file, lines: at.sheet.lines }
  refuseStrangers(source, at)
  return source
}

/** Whatever names a category, a stage or a gate names one that is there. */
function refuseStrangers(tool: ToolSource, at: At): void {
  const check = (known: ReadonlySet<string>, ids: readonly string[], path: string) => {
    for (const one of ids) if (!known.has(one)) fail({ ...at, line: tool.lines[path] ?? at.line }, 'key-unknown', one)
  }
  if (tool.kind === 'gates') {
    const known = new Set(tool.gates.map((one) => one.id))
    for (const [i, { stops }] of tool.cases.entries()) if (stops !== undefined) check(known, [stops], `cases.${i}.stops`)
    return
  }
  const [categories, stages] = [new Set(tool.categories.map((one) => one.id)), new Set(tool.stages.map((one) => one.id))]
  const aims = [...tool.actions.map((one, i) => [one, `actions.${i}`] as const), ...tool.referrals.map((one, i) => [one, `referrals.${i}`] as const)]
  for (const [aim, path] of aims) {
    if (aim.for !== 'all') check(categories, aim.for, `${path}.for`)
    check(stages, aim.stages ?? [], `${path}.stages`)
  }
  for (const [g, group] of tool.groups.entries()) {
    for (const [i, one] of group.indicators.entries()) check(categories, one.suggests, `groups.${g}.indicators.${i}.suggests`)
  }
  for (const [i, { category }] of tool.paths.entries()) check(categories, [category], `paths.${i}.category`)
  for (const [i, one] of tool.cases.entries()) check(categories, one.categories, `cases.${i}.categories`)
  const all = tool.groups.flatMap((group) => group.indicators.map((one) => one.id))
  for (const twin of all.filter((one, i) => all.indexOf(one) < i)) fail(at, 'duplicate-id', twin)
}

/** Reads `tools/<slug>.yaml`. */
export function parseTool(yaml: string, { file }: { file: string }): Parsed<ToolSource> {
  return parseYaml(yaml, file, whole)
}

/** Every basis in a tool with the path of its record, so that its line is found. */
export function toolBases(tool: FieldTool<unknown>): { path: string; basis: ToolBasis }[] {
  const under = (path: string, list: readonly ToolBasis[]) => list.map((one, i) => ({ path: `${path}.${i}`, basis: one }))
  const danger = [{ path: 'danger', basis: tool.danger }, ...under('danger.steps', tool.danger.steps)]
  if (tool.kind === 'gates') return [...danger, ...under('gates', tool.gates)]
  const paths = tool.paths.flatMap((one, i) => under(`paths.${i}.steps`, one.steps))
  const lists = [...under('categories', tool.categories), ...under('groups', tool.groups), ...under('actions', tool.actions)]
  return [...danger, ...lists, ...paths, ...under('referrals', tool.referrals)]
}

/** The lines of a tool that name facts. */
export function toolFacts(tool: ToolSource): FactUse[] {
  return toolBases(tool).flatMap(({ path, basis: { fact, mark: sure } }) =>
    fact === undefined ? [] : [{ file: tool.file, line: tool.lines[`${path}.fact`] ?? tool.lines[path] ?? 1, fact, mark: sure }],
  )
}
