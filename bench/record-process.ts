/** Writes statements for some seconds, over HTTP to a record store or by bare `pg` into the same tables, each sender one batch after another. */
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { canonical } from '@putokaz/xapi'
import pg from 'pg'
import { keyOf, keysOf } from '../src/modules/records/keys.ts'
import { madeStatement } from './made-statements.ts'

export interface RecordLoad {
  /** Over HTTP, or bare. */
  readonly http?: { readonly port: number; readonly authorization: string }
  readonly connection?: pg.ClientConfig
  readonly senders: number
  readonly batch: number
  readonly seconds: number
  /** Above all numbers that were used before. */
  readonly from: number
}

export interface Written {
  readonly batches: number
  readonly failed: number
  readonly p50: number
  readonly p95: number
  readonly cpu: number
}

interface One {
  readonly ms: number
  readonly ok: boolean
}

/** Before the clock runs, so that making statements costs nobody anything: so many batches for each sender, then they repeat with new ids. */
const prepared = 200

process.once('message', async (message) => {
  const given = message as RecordLoad
  const send = given.http ? overHttp(given) : byPg(given)
  const before = process.cpuUsage()
  const all = (await Promise.all(Array.from({ length: given.senders }, (_, sender) => send(sender)))).flat()
  const cpu = process.cpuUsage(before)
  const times = all.flatMap(({ ms, ok }) => (ok ? [ms] : [])).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  const result: Written = { batches: times.length, failed: all.length - times.length, p50: at(0.5), p95: at(0.95), cpu: (cpu.user + cpu.system) / 1000 }
  process.send?.(result, () => process.exit())
})

/** Numbers of a sender's batch, apart from those of every other. */
function numbersOf({ from, senders, batch }: RecordLoad, sender: number, round: number): number[] {
  const first = from + (round * senders + sender) * batch
  return Array.from({ length: batch }, (_, at) => first + at)
}

async function inTurn(given: RecordLoad, work: (round: number) => Promise<boolean>): Promise<One[]> {
  const until = performance.now() + given.seconds * 1000
  const seen: One[] = []
  for (let round = 0; performance.now() < until; round++) {
    const begun = performance.now()
    const ok = await work(round)
    seen.push({ ms: performance.now() - begun, ok })
  }
  return seen
}

function overHttp(given: RecordLoad): (sender: number) => Promise<One[]> {
  const { port = 0, authorization = '' } = given.http ?? {}
  return async (sender) => {
    const bodies = Array.from({ length: prepared }, (_, round) => numbersOf(given, sender, round).map(madeStatement))
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    await new Promise((ready) => socket.once('connect', ready))
    let hear = (_text: string) => {}
    let text = ''
    socket.on('data', (part) => {
      text += part.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN)
      const isWhole = end >= 0 && (Number.isNaN(length) ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + length)
      if (!isWhole) return
      hear(text)
      text = ''
    })
    const seen = await inTurn(given, (round) => {
      const ids = numbersOf(given, sender, round)
      const statements = (bodies[round % prepared] ?? []).map((one, at) => ({ ...one, id: madeId(ids[at] ?? 0) }))
      const body = JSON.stringify(statements.length === 1 ? statements[0] : statements)
      const head = `POST /xapi/statements HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: ${authorization}\r\nx-experience-api-version: 1.0.3\r\n`
      return new Promise<boolean>((give) => {
        hear = (answer) => give(answer.startsWith('HTTP/1.1 200'))
        socket.write(`${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      })
    })
    socket.destroy()
    return seen
  }
}

const madeId = (number: number) => {
  const hex = createHash('sha256').update(`sent ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The same rows, with everything worked out beforehand, in one prepared statement and one round trip. */
export const bareInsert = `
  with ids as (
    insert into statement_id (id, content_hash, stored) select unnest($1::uuid[]), unnest($2::bytea[]), $3::timestamptz
  ), bodies as (
    insert into statement (id, stored, actor, verb, object, registration, authority, body)
    select unnest($1::uuid[]), $3::timestamptz, '', unnest($4::text[]), unnest($5::text[]), unnest($6::uuid[]), 'client:bare', unnest($7::jsonb[])
  ) insert into statement_key (key, stored, id) select unnest($8::uuid[]), $3::timestamptz, unnest($9::uuid[])`

export function bareValues(numbers: readonly number[], stored: Date, idOf: (number: number) => string): unknown[] {
  const rows = numbers.map((number) => ({ ...madeStatement(number), id: idOf(number) }))
  const keys = rows.flatMap((one) => [...keysOf(one), keyOf('authority', 'client:bare')].map((key) => [key, one.id] as const))
  return [
    rows.map(({ id }) => id),
    rows.map((one) => createHash('sha256').update(canonical(one)).digest()),
    stored,
    rows.map(({ verb }) => verb.id),
    rows.map(({ object }) => ('id' in object ? object.id : '')),
    rows.map(({ context }) => context?.registration),
    rows.map((one) => JSON.stringify(one)),
    keys.map(([key]) => key),
    keys.map(([, id]) => id),
  ]
}

function byPg(given: RecordLoad): (sender: number) => Promise<One[]> {
  return async (sender) => {
    const client = new pg.Client(given.connection ?? {})
    await client.connect()
    const rows = Array.from({ length: prepared }, (_, round) => bareValues(numbersOf(given, sender, round), new Date(), (number) => `id-${number}`))
    const seen = await inTurn(given, async (round) => {
      const values = rows[round % prepared] ?? []
      const names = numbersOf(given, sender, round % prepared).map((number) => `id-${number}`)
      const ids = new Map(names.map((name, at) => [name, madeId(numbersOf(given, sender, round)[at] ?? 0)]))
      const fresh = values.map((value) => (Array.isArray(value) ? value.map((one) => ids.get(one as string) ?? one) : value))
      fresh[2] = new Date()
      const { rowCount } = await client.query({ name: 'bare', text: bareInsert, values: fresh })
      return (rowCount ?? 0) > 0
    })
    await client.end()
    return seen
  }
}
