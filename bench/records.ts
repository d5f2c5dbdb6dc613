/**
 * The record store: writing over HTTP against the same rows with the same indexes by bare `pg`, and reading, on so many statements.
 * `npm run bench records -- --statements 1000000`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { runningPostgres } from '#platform/postgres/index.ts'
import { activityOf, agentOf, courseOf, registrationOf, verbOf } from './made-statements.ts'
import { byTurns, cpuBelowMs, cpuMs, medians, quantile, rssMb } from './processor.ts'
import { bareInsert, bareValues, type RecordLoad, type Written } from './record-process.ts'
import { askProcess, freePort, number, root, share, stopChild, table } from './rig.ts'

interface Store {
  readonly child: ChildProcess
  readonly pid: number
  readonly port: number
  readonly authorization: string
  readonly connection: pg.ClientConfig
}

const senders = 20

export async function measureRecords({ statements = 100_000, seconds = 5, rounds = 3 } = {}): Promise<string> {
  const store = await startStore()
  try {
    const atStart = await rssMb(store.pid)
    const writing = await compareWriting(store, { seconds, rounds })
    const afterWriting = await rssMb(store.pid)
    await fill(store, statements)
    const reading = await measureReading(store)
    const afterReading = await rssMb(store.pid)
    const memory = `Memory of the process: ${number(atStart)} MB at the start, ${number(afterWriting)} after writing, ${number(afterReading)} after reading.`
    return [writing, '', `On ${number(await countOf(store))} statements, a page of 50, one request at a time:`, '', reading, '', memory].join('\n')
  } finally {
    await stopChild(store.child)
  }
}

async function startStore(): Promise<Store> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'bench/record-store.ts'), String(port)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const [, key = '', secret = '', dataFolder = ''] = line.toString('utf8').trim().split(' ')
  const running = await runningPostgres(dataFolder)
  if (!running) throw new Error('the database of the store is not found')
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  return { child, pid: child.pid ?? 0, port, authorization, connection: { ...running, database: 'store' } }
}

let next = 10_000_000
/** Numbers that no other load uses. */
function apart(): number {
  next += 1_000_000
  return next
}

async function compareWriting(store: Store, { seconds, rounds }: { seconds: number; rounds: number }): Promise<string> {
  const { port, authorization, connection, pid } = store
  const write = (batch: number, way: Pick<RecordLoad, 'http' | 'connection'>) => async () => {
    const before = [await cpuMs(pid), await cpuBelowMs(pid)] as const
    const load: RecordLoad = { ...way, senders, batch, seconds, from: apart() }
    const { batches, failed, p50, p95, cpu } = await askProcess<Written>('record-process.ts', load)
    const node = way.http ? (await cpuMs(pid)) - before[0] : cpu
    const statements = batches * batch
    return { perSecond: statements / seconds, p50, p95, failed, node: node / statements, database: ((await cpuBelowMs(pid)) - before[1]) / statements }
  }
  const http = { http: { port, authorization } }
  await write(5, http)()
  const seen = await byTurns(rounds, { five: write(5, http), bareFive: write(5, { connection }), one: write(1, http), bareOne: write(1, { connection }) })
  const line = (name: string, own: keyof typeof seen, bare: keyof typeof seen) => {
    const { perSecond, p50, p95, node, database, failed } = medians(seen[own])
    return [
      name,
      number(perSecond),
      share(perSecond, medians(seen[bare]).perSecond),
      number(p50, 1),
      number(p95, 1),
      number(node, 2),
      number(database, 2),
      failed,
    ]
  }
  return table(
    [`${senders} senders`, 'statements/s', 'of bare', 'p50 ms', 'p95 ms', 'Node: ms CPU', 'PostgreSQL: ms CPU', 'failed'],
    [
      line('batches of 5 over HTTP', 'five', 'bareFive'),
      line('batches of 5 by bare pg', 'bareFive', 'bareFive'),
      line('single posts over HTTP', 'one', 'bareOne'),
      line('single rows by bare pg', 'bareOne', 'bareOne'),
    ],
  )
}

/** Up to so many statements, over the days of this month. */
async function fill(store: Store, statements: number): Promise<void> {
  const client = new pg.Client(store.connection)
  await client.connect()
  const there = await countOf(store)
  const atOnce = 500
  const now = Date.now()
  for (let from = there; from < statements; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, statements - from) }, (_, at) => from + at)
    const days = 20 * 86_400_000
    const stored = new Date(now - days + Math.floor((days * (from - there)) / Math.max(1, statements - there)))
    await client.query({ name: 'fill', text: bareInsert, values: bareValues(numbers, stored, idOfFill) })
  }
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

const idOfFill = (number: number) => `f111${String(number).padStart(4, '0').slice(-4)}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

async function countOf({ connection }: Store): Promise<number> {
  const client = new pg.Client(connection)
  await client.connect()
  const found = await client.query<{ count: number }>('select count(*)::int as count from statement')
  await client.end()
  return found.rows[0]?.count ?? 0
}

const asked = 200

async function measureReading(store: Store): Promise<string> {
  const text = (value: object) => encodeURIComponent(JSON.stringify(value))
  const since = new Date(Date.now() - 10 * 86_400_000).toISOString()
  const questions: Readonly<Record<string, (number: number) => string>> = {
    agent: (one) => `agent=${text(agentOf(one))}`,
    activity: (one) => `activity=${encodeURIComponent(activityOf(one))}`,
    'related activity, a twentieth of all': (one) => `related_activities=true&activity=${encodeURIComponent(courseOf(one))}`,
    registration: (one) => `registration=${registrationOf(one)}`,
    'verb and since': (one) => `verb=${encodeURIComponent(verbOf(one))}&since=${since}`,
    'verb and since, ascending': (one) => `verb=${encodeURIComponent(verbOf(one))}&since=${since}&ascending=true`,
    'agent and verb': (one) => `agent=${text(agentOf(one))}&verb=${encodeURIComponent(verbOf(one))}`,
    'activity and verb': (one) => `activity=${encodeURIComponent(activityOf(one))}&verb=${encodeURIComponent(verbOf(one))}`,
    nothing: () => '',
  }
  const rows: (string | number)[][] = []
  for (const [name, query] of Object.entries(questions)) {
    const paths = Array.from({ length: asked }, (_, one) => `/xapi/statements?limit=50&${query(one * 37)}`)
    rows.push(lineOf(name, await times(store, paths)))
  }
  const follow: number[] = []
  for (let one = 0; one < 10; one++) follow.push(...(await following(store, `/xapi/statements?limit=50&verb=${encodeURIComponent(verbOf(one))}`)))
  rows.push(lineOf('`more`, twenty pages on', follow))
  return table(['GET by', 'n', 'p50 ms', 'p95 ms', 'p99 ms'], rows)
}

function lineOf(name: string, ms: readonly number[]): (string | number)[] {
  return [name, ms.length, ...[0.5, 0.95, 0.99].map((part) => number(quantile(ms, part), 1))]
}

async function get({ port, authorization }: Store, path: string): Promise<{ ms: number; more: string }> {
  const begun = performance.now()
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { authorization, 'x-experience-api-version': '1.0.3' } })
  const { more } = (await answer.json()) as { more: string }
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`)
  return { ms: performance.now() - begun, more }
}

async function times(store: Store, paths: readonly string[]): Promise<number[]> {
  for (const path of paths.slice(0, 10)) await get(store, path)
  const seen: number[] = []
  for (const path of paths) seen.push((await get(store, path)).ms)
  return seen
}

async function following(store: Store, path: string): Promise<number[]> {
  const seen: number[] = []
  let { more } = await get(store, path)
  while (more !== '' && seen.length < 20) {
    const page = await get(store, more)
    seen.push(page.ms)
    more = page.more
  }
  return seen
}
