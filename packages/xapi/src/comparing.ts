import { plainMbox } from './agents.ts'
import { inUtc } from './moments.ts'
import type { Statement } from './types.ts'

/**
 * A text that two statements share exactly when the specification calls them the same (Data 2.3.1, Statement Immutability).
 * What a record store fills in when it is missing, `id` and `timestamp`, counts here; `sameStatement` looks at two and knows better.
 */
export function canonical(statement: Statement): string {
  return JSON.stringify(sorted(comparable(statement as unknown as Fields)))
}

/** Whether two statements say the same (Data 2.3.1); an `id` or `timestamp` that only one of them has does not count. */
export function sameStatement(a: Statement, b: Statement): boolean {
  const [one, other] = [{ ...a }, { ...b }] as Record<string, unknown>[]
  // xAPI 1.0.3, Data 2.3.1: what a record store assigns ("id", "timestamp") is no part of the immutable statement.
  for (const key of ['id', 'timestamp']) {
    if (one?.[key] !== undefined && other?.[key] !== undefined) continue
    delete one?.[key]
    delete other?.[key]
  }
  return canonical(one as unknown as Statement) === canonical(other as unknown as Statement)
}

type Fields = Readonly<Record<string, unknown>>

/** How a property takes part in a comparison; undefined when it does not. */
type Taking = (value: unknown) => unknown
const not: Taking = () => undefined

const lower: Taking = (value) => (typeof value === 'string' ? value.toLowerCase() : value)

function each(takings: Readonly<Record<string, Taking>>): Taking {
  return (value) => {
    if (!isFields(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, Object.hasOwn(takings, key) ? takings[key]?.(inner) : inner]))
  }
}

// xAPI 1.0.3, Data 2.3.1: the domain of an e-mail address may be written in any case, and so may hexadecimal digits.
const mbox: Taking = (value) => (typeof value === 'string' ? plainMbox(value) : value)
const agent = each({ mbox, mbox_sha1sum: lower })
// xAPI 1.0.3, Data 2.3.1: the list of Agents in a Group is not ordered.
const unordered: Taking = (value) => (Array.isArray(value) ? value.map((one) => JSON.stringify(sorted(agent(one)))).sort() : value)
const actor = each({ mbox, mbox_sha1sum: lower, member: unordered })

// xAPI 1.0.3, Data 2.3.1: definitions of activities and displays of verbs are not part of the statement.
const verb = each({ display: not })
const activity = each({ definition: not })
// xAPI 1.0.3, Data 2.4.6.2: a single Activity is returned as a list of one.
const activities: Taking = (value) => [value].flat().map(activity)
const ref = each({ id: lower })

const context = each({
  registration: lower,
  instructor: actor,
  team: actor,
  language: lower,
  statement: ref,
  contextActivities: each({ parent: activities, grouping: activities, category: activities, other: activities }),
  contextAgents: (value) => (Array.isArray(value) ? value.map(each({ agent })) : value),
  contextGroups: (value) => (Array.isArray(value) ? value.map(each({ group: actor })) : value),
})

// xAPI 1.0.3, Data 4.6: precision of a duration beyond 0.01 second is not compared; otherwise it is a string (Data 2.3.1).
const duration: Taking = (value) => (typeof value === 'string' ? value.replace(/([.,]\d\d)\d+S$/, '$1S') : value)
// xAPI 1.0.3, Data 2.3.1: how a moment is written, its timezone above all, is not part of the statement.
const moment: Taking = (value) => (typeof value === 'string' ? (inUtc(value) ?? value) : value)

const object: Taking = (value) => {
  if (!isFields(value)) return value
  if (value.objectType === 'Agent' || value.objectType === 'Group') return actor(value)
  if (value.objectType === 'StatementRef') return ref(value)
  return value.objectType === 'SubStatement' ? part(value) : activity(value)
}

// xAPI 1.0.3, Data 2.3.1: attachments are not part of statements; authority, stored and version are the store's.
const takings: Readonly<Record<string, Taking>> = {
  id: lower,
  actor,
  verb,
  object,
  context,
  result: each({ duration }),
  timestamp: moment,
  attachments: not,
  stored: not,
  authority: not,
  version: not,
}
const part = each(takings)

function comparable(statement: Fields): unknown {
  return part(statement)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
