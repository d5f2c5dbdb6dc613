/** REL-02: the server process is killed (kill -9) at statements of SQL that its requests send, before and after each. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase } from '#platform/postgres/index.ts'
import { extent, patience, tellResult, times } from './extent.ts'
import { createLedger } from './ledger.ts'
import { type CountingWay, countingWay } from './support/counting-way.ts'
import { answer, type Deed, type DeviceStatement, sendUntilAnswered, statement, statements, toldBy, upload } from './support/deeds.ts'
import { type Point, pointsOf } from './support/failpoints.ts'
import { aboutToComplete } from './support/learning-life.ts'
import { sessionFor } from './support/prepare.ts'
import { type ServedCentre, servedCentre } from './support/served-centre.ts'
import type { Taker } from './support/subject.ts'

let way: CountingWay
let centre: ServedCentre
let direct: pg.Pool
beforeAll(async () => {
  const database = `killed_${randomUUID().slice(0, 8)}`
  const connection = inject('postgres')
  await createDatabase(connection, database)
  direct = new pg.Pool({ ...connection, database })
  way = await countingWay({ ...connection, database })
  centre = await servedCentre({ port: 5117, takers: 1, connection: { host: '127.0.0.1', port: way.port, user: connection.user, database } })
})
afterAll(async () => {
  await centre?.close()
  await direct?.end()
  await way?.close()
})

/** A request on a subject of its own. */
interface Request {
  readonly deed: Deed
  /** Counts of what it writes: all 0 before, as many as `whole` after. */
  readonly sql: string
  readonly values: readonly unknown[]
  readonly whole: readonly number[]
}

const ledgers = { things: createLedger(), places: createLedger() }
const taker = () => centre.takers[0] as Taker
const counts = (...texts: string[]) => `select ${texts.map((text, at) => `(select count(*)::int from ${text}) as n${at}`).join(', ')}`
let order = 0

const requests: { readonly name: string; make(): Promise<Request> }[] = [
  {
    name: 'statements of a device',
    async make() {
      const batch = Array.from({ length: 3 }, () => statement(centre, taker()))
      const sql = counts('statement where id = any($1)', 'statement_id where id = any($1)')
      return { deed: statements(ledgers, taker(), batch), sql, values: [batch.map(({ id }) => id)], whole: [3, 3] }
    },
  },
  {
    name: 'an answer',
    async make() {
      const deed = answer(ledgers, taker(), { item: centre.items[0] ?? '', order: ++order })
      const { id } = deed.sent.body as DeviceStatement
      return { deed, sql: counts('statement where id = $1', 'attempt_answer where statement = $1'), values: [id], whole: [1, 1] }
    },
  },
  {
    name: 'a statement with a file',
    async make() {
      const bytes = randomBytes(20_000)
      const deed = upload(ledgers, centre, taker(), bytes)
      const id = /"id":"([0-9a-f-]{36})"/.exec(Buffer.from(deed.sent.body as Uint8Array).toString('latin1'))?.[1]
      const sha2 = createHash('sha256').update(bytes).digest('hex')
      return { deed, sql: counts('statement where id = $1', 'record_attachment where sha2 = $2'), values: [id, sha2], whole: [1, 1] }
    },
  },
  {
    name: 'handing in',
    async make() {
      const { person, attempt, session } = await centre.within(async (app) => {
        const ready = await aboutToComplete(app)
        return { ...ready, session: await sessionFor(app.db, ready.person) }
      })
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
      const said = (verb: string) => `statement where registration = $1 and verb like '%/${verb}'`
      const told = `fact where kind = 'learning.course-completed' and body::jsonb->>'attempt' = $1::text and $2::text is not null`
      return {
        deed: { path: `/sr/attempts/${attempt}/review`, sent: { method: 'POST', session, headers, body: '' }, told: [] },
        sql: counts('attempt where id = $1 and handed_in_at is not null', said('scored'), said('passed'), said('completed'), told),
        values: [attempt, person],
        whole: [1, 1, 1, 1, 1],
      }
    },
  },
]

type Found = 'nothing' | 'half' | 'whole'

async function look({ sql, values, whole }: Request): Promise<Found> {
  const { rows } = await direct.query(sql, [...values])
  const found = Object.values(rows[0] as Record<string, number>)
  if (found.every((count) => count === 0)) return 'nothing'
  return found.join() === whole.join() ? 'whole' : 'half'
}

/** What is wrong after the server was killed at the point, started again, and asked again. */
async function killedAt(request: Request, point: Point): Promise<string | undefined> {
  let killed: Promise<void> | undefined
  way.arm(point, () => {
    killed = centre.kill()
  })
  const answered = await centre.ask(request.deed.path, request.deed.sent)
  if (!way.disarm()) return 'not reached'
  await killed
  const after = await look(request)
  await centre.start()
  if (after === 'half') return 'half'
  // A page answers a form with the way to the next one.
  const isTold = answered !== undefined && (toldBy(answered) === 'kept' || answered.status === 303)
  if (isTold && after !== 'whole') return 'told but not kept'
  const again = await sendUntilAnswered(async (path, sent) => {
    const reply = await centre.ask(path, sent)
    return reply?.status === 303 ? { ...reply, status: 200 } : reply
  }, request.deed)
  if (again.told !== 'kept') return 'repeat refused'
  return (await look(request)) === 'whole' ? undefined : 'doubled or missing'
}

const most = pointsOf(60)

test.each(extent === 'short' ? requests.slice(0, 1) : requests)(
  '$name: killed anywhere, it is there wholly or not at all, and once when it is repeated',
  { timeout: patience },
  async ({ name, make }) => {
    const every = times(5, 3, 1)
    const wrong: string[] = []
    let kills = 0
    for (const [index, point] of most.entries()) {
      if (index % every !== 0) continue
      const found = await killedAt(await make(), point)
      if (found === 'not reached') break
      kills++
      if (found) wrong.push(`${point.when} ${point.at}: ${found}`)
    }
    expect(wrong).toEqual([])
    expect(kills).toBeGreaterThan(1)
    tellResult('REL-02', { 'server killed in': name, kills, faults: wrong.length })
  },
)

test('a centre whose transactions are none is found out', { timeout: patience }, async () => {
  way.withoutTransactions = true
  const found = new Set<string | undefined>()
  const { make } = requests[1] as (typeof requests)[number]
  for (const at of [4, 3, 5, 6, 2]) if (!found.has('half')) found.add(await killedAt(await make(), { at, when: 'after' }))
  way.withoutTransactions = false
  expect([...found]).toContain('half')
})
