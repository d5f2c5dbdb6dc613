import { agentKey } from './agents.ts'
import type { Activity, ActivityDefinition, Actor, Agent, Context, ContextActivities, Group, LanguageMap, Statement, SubStatement } from './types.ts'

export type Format = 'exact' | 'ids' | 'canonical'

/** What the keeper of statements knows an activity to be, when it knows more than the statement says. */
export type KnownDefinition = (activityId: string) => ActivityDefinition | undefined

/** How each kind of thing in a statement is shown. */
interface Manner {
  readonly activity: (activity: Activity) => Activity
  readonly actor: (actor: Actor) => Actor
  readonly words: (words: LanguageMap) => LanguageMap | undefined
}

/**
 * A statement as a query asks for it (xAPI 1.0.3, Communication 2.1.3, `format`). `languages` are those of `languagesOf`;
 * they count for `canonical` only, and so does `known`.
 */
export function inFormat(statement: Statement, format: Format, languages: readonly string[] = [], known?: KnownDefinition): Statement {
  if (format === 'ids') return shown(statement, toIds)
  if (format === 'exact') return shown(statement, asIs)
  const words = (map: LanguageMap) => inOneLanguage(map, languages)
  const activity = (one: Activity): Activity => {
    const definition = known?.(one.id) ?? one.definition
    return definition ? { ...one, definition: definitionIn(definition, words) } : one
  }
  return shown(statement, { activity, actor: (actor) => actor, words })
}

const asIs: Manner = { activity: (activity) => activity, actor: (actor) => actor, words: (words) => words }

// xAPI 1.0.3, Communication 2.1.3: "ids" includes only what is needed to identify Agents, Activities, Verbs and Groups.
const toIds: Manner = { activity: ({ id }) => ({ id }), actor: identified, words: () => undefined }

function identified(actor: Actor): Actor {
  const { mbox, mbox_sha1sum, openid, account } = actor
  const who = { ...(mbox !== undefined && { mbox }), ...(mbox_sha1sum !== undefined && { mbox_sha1sum }), ...(openid !== undefined && { openid }) }
  const identifiers = { ...who, ...(account !== undefined && { account }) }
  if (actor.objectType !== 'Group') return { ...(actor.objectType && { objectType: actor.objectType }), ...identifiers }
  // xAPI 1.0.3, Communication 2.1.3: for Anonymous Groups, the minimum that identifies each member.
  const member = agentKey(actor) === null ? { member: (actor.member ?? []).map((one) => identified(one) as Agent) } : {}
  return { objectType: 'Group', ...identifiers, ...member }
}

function shown(statement: Statement, manner: Manner): Statement {
  const { authority } = statement
  return { ...shownPart(statement, manner), ...(authority && { authority: manner.actor(authority) }) }
}

function shownPart<Part extends Statement | SubStatement>(part: Part, manner: Manner): Part {
  const { display, ...verb } = part.verb
  const words = display && manner.words(display)
  return {
    ...part,
    actor: manner.actor(part.actor),
    verb: words ? { ...verb, display: words } : verb,
    object: shownObject(part.object, manner),
    ...(part.context && { context: shownContext(part.context, manner) }),
  }
}

function shownObject(object: Statement['object'], manner: Manner): Statement['object'] {
  if (object.objectType === 'Agent' || object.objectType === 'Group') return manner.actor(object as Actor)
  if (object.objectType === 'SubStatement') return shownPart(object as SubStatement, manner)
  return object.objectType === 'StatementRef' ? object : manner.activity(object as Activity)
}

function shownContext(context: Context, manner: Manner): Context {
  const { instructor, team, contextActivities, contextAgents, contextGroups } = context
  return {
    ...context,
    ...(instructor && { instructor: manner.actor(instructor) }),
    ...(team && { team: manner.actor(team) as Group }),
    ...(contextActivities && { contextActivities: lists(contextActivities, manner) }),
    ...(contextAgents && { contextAgents: contextAgents.map((one) => ({ ...one, agent: manner.actor(one.agent) as Agent })) }),
    ...(contextGroups && { contextGroups: contextGroups.map((one) => ({ ...one, group: manner.actor(one.group) as Group })) }),
  }
}

// xAPI 1.0.3, Data 2.4.6.2: every value of contextActivities is returned as a list, even if it came as a single Activity.
function lists(contextActivities: ContextActivities, manner: Manner): ContextActivities {
  return Object.fromEntries(Object.entries(contextActivities).map(([kind, value]) => [kind, [value].flat().map(manner.activity)]))
}

const componentLists = ['choices', 'scale', 'source', 'target', 'steps'] as const

// xAPI 1.0.3, Communication 2.1.3: one language in each map of name, description and the interaction components.
function definitionIn(definition: ActivityDefinition, words: Manner['words']): ActivityDefinition {
  const filtered: Record<string, unknown> = { ...definition }
  for (const key of ['name', 'description'] as const) if (definition[key]) filtered[key] = words(definition[key])
  for (const key of componentLists) {
    filtered[key] = definition[key]?.map(({ description, ...one }) => (description ? { ...one, description: words(description) } : one))
    if (filtered[key] === undefined) delete filtered[key]
  }
  return filtered as ActivityDefinition
}

function inOneLanguage(map: LanguageMap, languages: readonly string[]): LanguageMap {
  const tags = Object.keys(map)
  const chosen = languages.map((range) => tags.find((tag) => isWithin(tag, range)) ?? tags.find((tag) => isWithin(range, tag))).find((tag) => tag !== undefined)
  const tag = chosen ?? tags[0]
  return tag === undefined ? map : { [tag]: map[tag] ?? '' }
}

// RFC 2616 §14.4: a range matches a tag that equals it or begins with it and a hyphen; * matches every tag.
function isWithin(tag: string, range: string): boolean {
  const [one, all] = [tag.toLowerCase(), range.toLowerCase()]
  return all === '*' || one === all || one.startsWith(`${all}-`)
}

// Nobody reads more; each of them is looked for in each map of words.
const mostLanguages = 20

/** The languages of an Accept-Language header, the most wanted first; what is not acceptable (q=0) is left out. */
export function languagesOf(acceptLanguage: string | undefined): string[] {
  const ranges = (acceptLanguage ?? '').slice(0, 1000).split(',').flatMap(rangeOf)
  const wanted = ranges.sort((a, b) => b.weight - a.weight).map(({ range }) => range)
  return wanted.slice(0, mostLanguages)
}

// RFC 2616 §14.4: language-range, then ";" "q" "=" and a quality between 0 and 1, which is 1 when nothing is said.
function rangeOf(text: string): { range: string; weight: number }[] {
  const [range = '', ...rest] = text.split(';').map((piece) => piece.trim())
  const quality = rest.find((piece) => /^q\s?=/i.test(piece))
  const weight = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1))
  return /^(?:\*|[a-z0-9-]{1,40})$/i.test(range) && weight > 0 ? [{ range, weight }] : []
}
