/** The SQL of GET /statements against `matches`, which reads the same rules in memory. */
import { matches, parseFilter, type Statement } from '@putokaz/xapi'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StoreClient, storeClient, storeRoutes } from '../../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let client: StoreClient

beforeAll(async () => {
  app = await testApp()
  client = await storeClient(app, storeRoutes(app))
})
afterAll(() => app.close())

const ids = (count: number, from: string) => Array.from({ length: count }, (_, number) => `01900000-0000-7000-8000-${from}${String(number).padStart(11, '0')}`)
const [statementIds, registrations] = [ids(60, 'a'), ids(2, 'b')]
const agents = [
  { mbox: 'mailto:ana@primer.test' },
  { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' },
  { openid: 'https://primer.test/jovan' },
  { account: { homePage: 'https://primer.test', name: 'marija' } },
] as const
const activities = ['a', 'b', 'c'].map((end) => `https://primer.test/activities/${end}`)
const verbs = ['p', 'q', 'r'].map((end) => `https://primer.test/verbs/${end}`)

const agent = fc.constantFrom(...agents)
const group = fc.array(agent, { minLength: 1, maxLength: 2 }).map((member) => ({ objectType: 'Group' as const, member }))
const activity = fc.constantFrom(...activities).map((id) => ({ id }))
const context = fc.record(
  {
    registration: fc.constantFrom(...registrations),
    instructor: agent,
    team: group,
    contextActivities: fc.record({ parent: fc.array(activity, { minLength: 1, maxLength: 2 }), other: activity.map((one) => [one]) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
const verb = fc.constantFrom(...verbs).map((id) => ({ id }))
const inner = fc.record({ objectType: fc.constant('SubStatement' as const), actor: agent, verb, object: activity })
const reference = fc.constantFrom(...statementIds).map((id) => ({ objectType: 'StatementRef' as const, id }))
const object = fc.oneof(
  { weight: 4, arbitrary: activity },
  agent.map((one) => ({ objectType: 'Agent' as const, ...one })),
  inner,
  { weight: 3, arbitrary: reference },
)
const statement = fc.record({ actor: fc.oneof(agent, group), verb, object, context })

const filter = fc.record(
  {
    agent: agent.map((one) => JSON.stringify(one)),
    verb: fc.constantFrom(...verbs),
    activity: fc.constantFrom(...activities),
    registration: fc.constantFrom(...registrations),
    related_agents: fc.constantFrom('true', 'false'),
    related_activities: fc.constantFrom('true', 'false'),
    ascending: fc.constantFrom('true', 'false'),
    since: fc.integer({ min: 0, max: 20 }).map((step) => new Date(Date.parse('2026-11-23T09:00:00Z') + step * 1000).toISOString()),
    until: fc.integer({ min: 0, max: 20 }).map((step) => new Date(Date.parse('2026-11-23T09:00:00Z') + step * 1000).toISOString()),
  },
  { requiredKeys: [] },
)

async function all(query: string): Promise<Statement[]> {
  const found: Statement[] = []
  let path = `/statements?limit=7${query}`
  while (path !== '') {
    const answer = await client.ask(path)
    expect(answer.status).toBe(200)
    const page = (await answer.json()) as { statements: Statement[]; more: string }
    found.push(...page.statements)
    path = page.more.replace('/xapi', '')
  }
  return found
}

test('finds what the rules say, in their order, through references too, page by page', async () => {
  const made = fc.sample(statement, { numRuns: statementIds.length, seed: 7 }).map((one, at) => ({ ...one, id: statementIds[at] }))
  for (let at = 0; at < made.length; at += 3) {
    app.pass(1000)
    const answer = await client.ask('/statements', { method: 'POST', body: made.slice(at, at + 3) })
    expect(answer.status).toBe(200)
  }
  app.pass(60_000)
  const kept = await all('')
  expect(kept.length).toBe(made.length)
  const byId = new Map(kept.map((one) => [one.id ?? '', one]))
  const fitting = new Set<number>()
  await fc.assert(
    fc.asyncProperty(filter, async (wanted) => {
      const params = new URLSearchParams(wanted)
      const read = parseFilter(params, '1.0.3')
      if (!read.ok) throw new Error(JSON.stringify(read.refusal))
      const expected = kept.filter((one) => matches(one, read.value, (id) => byId.get(id))).map(({ id }) => id)
      const found = (await all(`&${params}`)).map(({ id }) => id)
      expect(found).toEqual(read.value.ascending ? expected.reverse() : expected)
      fitting.add(found.length)
    }),
    { numRuns: 200, seed: 11 },
  )
  // Filters that let everything or nothing through would prove little.
  expect(fitting.size).toBeGreaterThan(8)
})
