/** Sends recorded statements through bare `pg`: begin, all of them, commit, and again. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Saved } from './answer-process.ts'

export interface Statement {
  readonly text: string
  /** Of a statement that the product has PostgreSQL prepare once for each connection. */
  readonly name?: string
  readonly values: readonly unknown[]
}

/** What the product sent for one answer, with what must differ the next time. */
export interface Recorded {
  readonly statements: readonly Statement[]
  readonly id: string
  readonly sequence: number
}

export interface StatementLoad {
  readonly connection: pg.ClientConfig
  readonly connections: number
  readonly clients: readonly (readonly Recorded[])[]
  readonly seconds: number
  readonly sequence: number
}

process.once('message', async (message) => {
  const given = message as StatementLoad
  const pool = new pg.Pool({ ...given.connection, max: given.connections })
  const warm = await Promise.all(Array.from({ length: given.connections }, () => pool.connect()))
  for (const client of warm) client.release()
  const until = performance.now() + given.seconds * 1000
  const all = (await Promise.all(given.clients.map((recorded) => oneClient(pool, { ...given, recorded, until })))).flat()
  const times = all.flatMap(({ ms, ok }) => (ok ? [ms] : [])).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  await pool.end()
  const cpu = process.cpuUsage()
  const result: Saved & { cpu: number } = {
    saved: times.length,
    failed: all.length - times.length,
    p50: at(0.5),
    p95: at(0.95),
    cpu: (cpu.user + cpu.system) / 1000,
  }
  process.send?.(result, () => process.exit())
})

interface One {
  readonly recorded: readonly Recorded[]
  readonly sequence: number
  readonly until: number
}

async function oneClient(pool: pg.Pool, { recorded, sequence: first, until }: One): Promise<{ ms: number; ok: boolean }[]> {
  const seen: { ms: number; ok: boolean }[] = []
  for (let sequence = first; performance.now() < until; sequence++) {
    const one = recorded[sequence % recorded.length]
    if (!one) break
    const begun = performance.now()
    const ok = await transaction(pool, one, sequence)
    seen.push({ ms: performance.now() - begun, ok })
  }
  return seen
}

async function transaction(pool: pg.Pool, one: Recorded, sequence: number): Promise<boolean> {
  const [id, client] = [randomUUID(), await pool.connect()]
  const fresh = (value: unknown) => {
    if (value === one.sequence) return sequence
    return typeof value === 'string' ? value.replaceAll(one.id, id) : value
  }
  try {
    let ok = true
    await client.query('begin')
    for (const { values, ...statement } of one.statements) {
      const { rowCount, command } = await client.query({ ...statement, values: values.map(fresh) })
      // An update that finds nothing is less work than the product does.
      if (command === 'UPDATE' && rowCount !== 1) ok = false
    }
    await client.query('commit')
    return ok
  } finally {
    client.release()
  }
}
