/** REL-17: many systems send statements at once, again, in conflict, torn off, and into a server that is killed. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { patience, percentile, tellResult, times } from './extent.ts'
import { createLedger, type Fault, type Ledger } from './ledger.ts'
import { type Deed, type DeviceStatement, newId, type Sending, sendUntilAnswered, toldBy } from './support/deeds.ts'
import { type Flaw, foundOnDouble } from './support/double.ts'
import { servedCentre } from './support/served-centre.ts'
import type { Subject } from './support/subject.ts'

interface Size {
  readonly statements: number
  readonly senders: number
  readonly largestBatch: number
  readonly kills: number
  /** The share of batches that hold another statement under an id that is kept. */
  readonly conflicting: number
}

interface Outcome {
  readonly faults: Fault[]
  readonly broken: number
  readonly sendings: Sending[]
  readonly conflicts: number
  readonly strange: string[]
  readonly milliseconds: number
}

/** What all senders share: anybody may send again what somebody else is sending at this moment. */
interface Run {
  readonly subject: Subject
  readonly ledger: Ledger
  readonly size: Size
  readonly pool: DeviceStatement[]
  readonly kept: DeviceStatement[]
  readonly sendings: Sending[]
  readonly strange: string[]
  conflicts: number
}

const verb = (name: string) => ({ id: `http://adlnet.gov/expapi/verbs/${name}` })

function fresh(more: Record<string, unknown> = {}): DeviceStatement {
  const actor = { account: { homePage: 'https://drugi.invalid', name: `u${Math.floor(Math.random() * 200)}` } }
  const object = { id: `https://drugi.invalid/activity/${Math.floor(Math.random() * 50)}` }
  return { id: newId(), actor, verb: verb('experienced'), object, timestamp: new Date().toISOString(), version: '1.0.0', ...more }
}

const oneOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)]
const voiding = (id: string) => fresh({ verb: verb('voided'), object: { objectType: 'StatementRef', id } })

function batchOf({ pool, kept, size }: Run): { batch: DeviceStatement[]; isConflict: boolean } {
  const batch = new Map<string, DeviceStatement>()
  for (let left = 1 + Math.floor(Math.random() * size.largestBatch); left > 0; left--) {
    const again = Math.random() < 0.3 ? oneOf(pool) : undefined
    const one = again ?? fresh()
    batch.set(one.id, one)
  }
  const voided = Math.random() < 0.2 ? oneOf(kept.filter((one) => (one['verb'] as { id: string }).id !== verb('voided').id).slice(-50)) : undefined
  const last = voided && voiding(voided.id)
  if (last) batch.set(last.id, last)
  const target = Math.random() < size.conflicting ? oneOf(kept) : undefined
  if (target) batch.set(target.id, { ...target, timestamp: '2020-01-01T00:00:00.000Z' })
  return { batch: [...batch.values()], isConflict: target !== undefined }
}

async function sender(run: Run): Promise<void> {
  const { subject, ledger, size, pool, kept } = run
  while (pool.length < size.statements) {
    const { batch, isConflict } = batchOf(run)
    if (!isConflict) pool.push(...batch.filter((one) => !pool.includes(one, Math.max(0, pool.length - 5000))))
    const deed = deedOf(run, batch, ledger)
    if (Math.random() < 0.02) await tornOff(subject, deed)
    const sending = await sendUntilAnswered(subject.ask, deed)
    run.sendings.push(sending)
    if (isConflict) run.conflicts++
    if ((sending.told === 'kept') === isConflict) run.strange.push(`${sending.told} ${isConflict ? 'in conflict' : 'without conflict'}`)
    if (sending.told !== 'kept') continue
    kept.push(...batch)
    if (Math.random() < 0.05) await seenAtOnce(run, batch)
  }
}

function deedOf({ subject }: Run, batch: readonly DeviceStatement[], ledger: Ledger): Deed {
  const headers = { 'x-experience-api-version': '1.0.3', authorization: subject.authorization }
  return { path: '/xapi/statements', sent: { method: 'POST', headers, body: batch }, told: batch.map((one) => ledger.sends(one.id, one)) }
}

/** What was told as kept is found by the next question (I9), unless it was voided since. */
async function seenAtOnce({ subject, strange }: Run, batch: readonly DeviceStatement[]): Promise<void> {
  const one = oneOf(batch)
  const headers = { 'x-experience-api-version': '1.0.3', authorization: subject.authorization }
  const asked = ['statementId', 'voidedStatementId'].map((name) => subject.ask(`/xapi/statements?${name}=${one?.id}`, { headers }))
  const answers = await Promise.all(asked)
  if (answers.every((answer) => answer?.status === 404)) strange.push('not found after it was told as kept')
}

/** A body that ends in the middle, as when a phone loses its network: nothing of it may be kept. */
async function tornOff(subject: Subject, { path, sent }: Deed): Promise<void> {
  const body = Buffer.from(JSON.stringify(sent.body))
  const boundary = randomBytes(8).toString('hex')
  const whole = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n`), body, Buffer.alloc(50_000, 1)])
  const lines = [`POST ${path} HTTP/1.1`, `Host: ${new URL(subject.origin).host}`, `Authorization: ${subject.authorization}`]
  const more = ['X-Experience-API-Version: 1.0.3', `Content-Type: multipart/mixed; boundary=${boundary}`, `Content-Length: ${whole.length}`]
  await new Promise<void>((resolve) => {
    const socket = connect(subject.port, '127.0.0.1')
    socket.once('error', () => resolve()).once('close', () => resolve())
    socket.write(`${[...lines, ...more].join('\r\n')}\r\n\r\n`)
    socket.write(whole.subarray(0, whole.length - 20_000), () => socket.resetAndDestroy())
  })
}

async function sendMuch(subject: Subject, size: Size): Promise<Outcome> {
  const run: Run = { subject, size, ledger: createLedger(), pool: [], kept: [], sendings: [], strange: [], conflicts: 0 }
  const began = performance.now()
  let working = true
  const senders = Promise.all(Array.from({ length: size.senders }, () => sender(run))).finally(() => {
    working = false
  })
  for (let kill = 0; kill < size.kills; kill++) {
    const due = (size.statements * (kill + 1)) / (size.kills + 1)
    while (working && run.pool.length < due) await wait(20)
    await subject.kill()
    await subject.start()
  }
  await senders
  const milliseconds = performance.now() - began
  const { things } = await subject.kept()
  const broken = run.sendings.reduce((sum, sending) => sum + sending.broken, 0)
  return { faults: run.ledger.judgeThings(things), broken, sendings: run.sendings, conflicts: run.conflicts, strange: run.strange, milliseconds }
}

test('statements of many senders are kept once, whole batches or nothing, and nobody hears of a deadlock', { timeout: patience }, async () => {
  const subject = await servedCentre({ port: 5153, takers: 1 })
  try {
    const kills = times(1, 3, 100)
    const size = { statements: times(2500, 100_000, 10_000_000), senders: 20, largestBatch: times(100, 500, 500), kills, conflicting: times(0.1, 0.02, 0.02) }
    const { faults, broken, sendings, conflicts, strange, milliseconds } = await sendMuch(subject, size)
    expect(faults).toEqual([])
    expect(strange).toEqual([])
    expect(broken).toBe(0)
    const took = sendings.map((one) => one.milliseconds)
    tellResult('REL-17', {
      statements: size.statements,
      senders: size.senders,
      batches: sendings.length,
      'in conflict': conflicts,
      kills: size.kills,
      faults: faults.length,
      'answers of 5xx': broken,
      'statements/s': Math.round((size.statements * 1000) / milliseconds),
      'batch p99 ms': percentile(took, 0.99),
    })
  } finally {
    await subject.close()
  }
})

const small: Size = { statements: 1500, senders: 20, largestBatch: 20, kills: 2, conflicting: 0.15 }
const onDouble = (flaw: Flaw | 'none') => foundOnDouble({ takers: 1, flaw }, async (subject) => (await sendMuch(subject, small)).faults)

describe.concurrent('a double', () => {
  test('that is honest is not blamed', async () => {
    expect(await onDouble('none')).toEqual([])
  })

  test.each([
    ['answers before it keeps', 'lost'],
    ['knows no id again', 'doubled'],
    ['keeps half of a batch', 'phantom'],
    ['loses a write', 'lost'],
  ] as const)('that %s is found out', async (flaw, kind) => {
    expect(await onDouble(flaw)).toContain(kind)
  })
})

test('an answer that says nothing is none', () => {
  const answer = (status: number) => ({ status, headers: {}, body: '' })
  expect([undefined, answer(500), answer(401), answer(200), answer(409)].map(toldBy)).toEqual(['unknown', 'unknown', 'unknown', 'kept', 'refused'])
})
