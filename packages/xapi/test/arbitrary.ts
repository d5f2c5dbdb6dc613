import fc from 'fast-check'
import type { Activity, Agent, Context, Group, Statement, SubStatement } from '../src/index.ts'

const word = fc.string({ maxLength: 8 })
const iri = fc.nat(6).map((n) => `https://centre.example/a/${n}`)
const id = fc.uuid()
const languageMap = fc.dictionary(fc.constantFrom('sr', 'sr-Latn', 'en', 'en-GB', 'de'), word, { maxKeys: 3 })
const extensions = fc.dictionary(iri, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 2 })

export const agent: fc.Arbitrary<Agent> = fc.oneof(
  fc.nat(4).map((n) => ({ mbox: `mailto:proba${n}@uzorak.example` })),
  fc.nat(4).map((n) => ({ objectType: 'Agent' as const, account: { homePage: 'https://centre.example', name: `a${n}` } })),
  fc.nat(2).map((n) => ({ openid: `https://uzorak.example/${n}`, name: 'Јован Узорак' })),
)
const group: fc.Arbitrary<Group> = fc
  .record({ mbox: fc.constant('mailto:grupa@uzorak.example'), member: fc.array(agent, { maxLength: 3 }) }, { requiredKeys: ['member'] })
  .map((one) => ({ objectType: 'Group' as const, ...one }))
const actor = fc.oneof(agent, group)

const activity: fc.Arbitrary<Activity> = fc.record(
  { id: iri, definition: fc.record({ name: languageMap, description: languageMap, extensions }, { requiredKeys: [] }) },
  { requiredKeys: ['id'] },
)
const activities = fc.oneof(activity, fc.array(activity, { maxLength: 2 }))
const context: fc.Arbitrary<Context> = fc.record(
  {
    registration: id,
    instructor: actor,
    team: group,
    contextActivities: fc.record({ parent: activities, grouping: activities, category: activities, other: activities }, { requiredKeys: [] }),
    language: fc.constantFrom('sr', 'sr-Latn', 'en'),
    extensions,
  },
  { requiredKeys: [] },
)
const moment = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString())
const said = {
  actor,
  verb: fc.record(
    { id: fc.constantFrom('http://adlnet.gov/expapi/verbs/experienced', 'http://adlnet.gov/expapi/verbs/passed'), display: languageMap },
    { requiredKeys: ['id'] },
  ),
  context,
  result: fc.record(
    { success: fc.boolean(), response: word, score: fc.record({ scaled: fc.double({ min: -1, max: 1, noNaN: true }) }), extensions },
    { requiredKeys: [] },
  ),
  timestamp: moment,
}
const ref = id.map((one) => ({ objectType: 'StatementRef' as const, id: one }))
const agentObject = agent.map((one) => ({ ...one, objectType: 'Agent' as const }))
const subStatement: fc.Arbitrary<SubStatement> = fc
  .record({ ...said, object: fc.oneof(activity, agentObject, ref) }, { requiredKeys: ['actor', 'verb', 'object'] })
  .map((one) => ({ objectType: 'SubStatement' as const, ...one }))

/** Statements of every kind, as a sender may write them. */
export const statement: fc.Arbitrary<Statement> = fc.record(
  { ...said, id, object: fc.oneof(activity, agentObject, group, ref, subStatement), authority: agent, version: fc.constant('1.0.0') },
  { requiredKeys: ['actor', 'verb', 'object'] },
)

/** The same value with the keys of every object the other way round. */
export function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(reversed) as Value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)])) as Value
}
