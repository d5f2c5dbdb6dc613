/** What a statement is found by: each value that a filter can ask for, with its kind, as one opaque key. */
import { createHash } from 'node:crypto'
import { activitiesOf, allActivities, attachmentsOf, keysOfAgents, type Statement, type StatementFilter } from '@putokaz/xapi'

/**
 * `agents` and `activities` are those that are only related; who asks for related ones asks for both kinds. `attachment` and
 * `defined` are no filters: they say which bytes are still named, and where an activity was described.
 */
export type KeyKind = 'agent' | 'agents' | 'verb' | 'activity' | 'activities' | 'registration' | 'authority' | 'attachment' | 'defined'

/** The first half of the SHA-256 as a UUID: narrow, of one length, and nobody reads from it who it was. */
export function keyOf(kind: KeyKind, value: string): string {
  const hex = createHash('sha256').update(`${kind}\n${value}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

export function keysOf(statement: Statement): string[] {
  const [agents, activities] = [keysOfAgents(statement), activitiesOf(statement)]
  const only = (all: readonly string[], own: readonly string[]) => all.filter((one) => !own.includes(one))
  const registration = statement.context?.registration
  return [
    ...agents.actor.map((value) => keyOf('agent', value)),
    ...only(agents.related, agents.actor).map((value) => keyOf('agents', value)),
    keyOf('verb', statement.verb.id),
    ...activities.object.map((value) => keyOf('activity', value)),
    ...only(activities.related, activities.object).map((value) => keyOf('activities', value)),
    ...(registration === undefined ? [] : [keyOf('registration', registration.toLowerCase())]),
    ...new Set(attachmentsOf([statement]).map(({ attachment }) => keyOf('attachment', attachment.sha2.toLowerCase()))),
  ]
}

/** The activities that a statement describes. */
export function definedKeys(statement: Statement): string[] {
  const described = allActivities(statement).filter(({ definition }) => definition !== undefined)
  return [...new Set(described.map(({ id }) => keyOf('defined', id)))]
}

/** The key of an agent that is an account of this centre: a person, or an authority (Data 2.4.9). */
export function accountKey(homePage: string, name: string): string {
  return `account:${homePage}|${name}`
}

/** For each filter that is set the keys of which a statement must have one; those that mostly let fewest through come first. */
export function wantedKeys(filter: Partial<StatementFilter>, homePage: string): string[][] {
  const { agent, verb, activity, registration } = filter
  const wanted: string[][] = []
  if (registration !== undefined) wanted.push([keyOf('registration', registration.toLowerCase())])
  if (agent !== undefined) wanted.push([keyOf('agent', agent), ...(filter.relatedAgents ? [keyOf('agents', agent), ...asAuthority(agent, homePage)] : [])])
  if (activity !== undefined) wanted.push([keyOf('activity', activity), ...(filter.relatedActivities ? [keyOf('activities', activity)] : [])])
  if (verb !== undefined) wanted.push([keyOf('verb', verb)])
  return wanted
}

/** Communication 2.1.3: related agents include the authority, which every statement has a key of its own for. */
function asAuthority(agent: string, homePage: string): string[] {
  const account = accountKey(homePage, '')
  return agent.startsWith(account) ? [keyOf('authority', agent.slice(account.length))] : []
}
