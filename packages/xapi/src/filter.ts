import { activitiesOf } from './activities.ts'
import { agentKey, keysOfAgents } from './agents.ts'
import type { Format } from './formats.ts'
import { inUtc } from './moments.ts'
import { actorIn, moment, oneOfWords, type Parameters, readParameters, text, uuidText } from './parameters.ts'
import { isIri } from './shapes/special.ts'
import type { Reading, Statement, StatementRef, Version } from './types.ts'

/** A query for statements (xAPI 1.0.3, Communication 2.1.3), as values. */
export interface StatementFilter {
  /** In lower case. */
  readonly statementId?: string
  readonly voidedStatementId?: string
  /** As `agentKey` says it. */
  readonly agent?: string
  readonly verb?: string
  readonly activity?: string
  /** In lower case. */
  readonly registration?: string
  readonly relatedActivities: boolean
  readonly relatedAgents: boolean
  /** ISO 8601 in UTC. */
  readonly since?: string
  readonly until?: string
  /** 0: as many as the server gives. */
  readonly limit: number
  readonly format: Format
  readonly attachments: boolean
  readonly ascending: boolean
}

const clause = 'Communication 2.1.3'
const iri = text(clause, isIri, 'an IRI with a scheme')
const truth = oneOfWords(clause, ['true', 'false'])
const single = ['statementId', 'voidedStatementId', 'attachments', 'format']

const parameters: Parameters = {
  statementId: uuidText(clause),
  voidedStatementId: uuidText(clause),
  agent: (value, look) => {
    const actor = actorIn(value, look)
    return actor === undefined ? undefined : (agentKey(actor) ?? undefined)
  },
  verb: iri,
  activity: iri,
  registration: uuidText(clause),
  related_activities: truth,
  related_agents: truth,
  since: moment(clause),
  until: moment(clause),
  limit: text(clause, (value) => /^\d{1,9}$/.test(value), 'a whole number'),
  format: oneOfWords(clause, ['ids', 'exact', 'canonical']),
  attachments: truth,
  ascending: truth,
}

/** The filter that the parameters of GET /statements ask for. */
export function parseFilter(params: URLSearchParams, version: Version): Reading<StatementFilter> {
  const read = readParameters(params, parameters, { version, clause })
  if (!read.ok) return read
  const { related_activities, related_agents, limit, format, attachments, ascending, ...rest } = read.value
  // xAPI 1.0.3, Communication 2.1.3: not both ids, and beside one of them nothing but "attachments" and "format".
  const isSingle = rest.statementId !== undefined || rest.voidedStatementId !== undefined
  const surplus = isSingle ? Object.keys(read.value).filter((name) => !single.includes(name)) : []
  if (rest.statementId !== undefined && rest.voidedStatementId !== undefined) surplus.push('voidedStatementId')
  if (surplus.length > 0) return { ok: false, refusal: surplus.map((path) => ({ path, rule: `${clause}: this does not go with the id of a statement` })) }
  const value: StatementFilter = {
    ...rest,
    relatedActivities: related_activities === 'true',
    relatedAgents: related_agents === 'true',
    limit: Number(limit ?? 0),
    format: (format ?? 'exact') as Format,
    attachments: attachments === 'true',
    ascending: ascending === 'true',
  }
  return { ok: true, value }
}

/**
 * Whether a statement fits every filter that is set, by itself or through a statement it refers to, which `referred` finds
 * by an id in lower case. Voiding is not looked at: whoever keeps statements knows what is voided.
 */
export function matches(statement: Statement, filter: StatementFilter, referred: (id: string) => Statement | undefined = () => undefined): boolean {
  const wanted = filter.statementId ?? filter.voidedStatementId
  if (wanted !== undefined) return statement.id?.toLowerCase() === wanted
  // xAPI 1.0.3, Communication 2.1.3: since is exclusive, until inclusive, both of "stored", and of the referring statement itself.
  const stored = sortable(statement.stored ?? statement.timestamp)
  if (filter.since !== undefined && stored <= sortable(filter.since)) return false
  if (filter.until !== undefined && stored > sortable(filter.until)) return false
  return matchesByReference(statement, filter, referred)
}

// xAPI 1.0.3, Communication 2.1.3, Filter Conditions for StatementRefs: a targeting statement fits if its target fits, recursively.
function matchesByReference(statement: Statement, filter: StatementFilter, referred: (id: string) => Statement | undefined): boolean {
  const seen = new Set<Statement>()
  let looked: Statement | undefined = statement
  while (looked !== undefined && !seen.has(looked)) {
    if (matchesItself(looked, filter)) return true
    seen.add(looked)
    looked = looked.object.objectType === 'StatementRef' ? referred((looked.object as StatementRef).id.toLowerCase()) : undefined
  }
  return false
}

function matchesItself(statement: Statement, filter: StatementFilter): boolean {
  const { agent, verb, activity, registration, relatedAgents, relatedActivities } = filter
  return (
    (verb === undefined || statement.verb.id === verb) &&
    (registration === undefined || statement.context?.registration?.toLowerCase() === registration) &&
    (activity === undefined || activitiesOf(statement)[relatedActivities ? 'related' : 'object'].includes(activity)) &&
    (agent === undefined || keysOfAgents(statement)[relatedAgents ? 'related' : 'actor'].includes(agent))
  )
}

/** Moments as texts whose order is that of time, however many digits follow the second. */
function sortable(moment: string | undefined): string {
  return (inUtc(moment ?? '') ?? '').replace('Z', '')
}
