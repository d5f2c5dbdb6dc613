/** What a person does in the centre, each deed noted in a ledger before it is sent and repeated under its id until it is answered. */
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { writeMultipart } from '@putokaz/xapi'
import { uuidv7 } from '#kernel/id.ts'
import { rightAnswer, wrongAnswer } from '../../support/test-course.ts'
import type { Ledger, Told } from '../ledger.ts'
import type { Answer, Ask, Sent } from './asking.ts'
import type { Subject, Taker } from './subject.ts'

export interface Ledgers {
  readonly things: Ledger
  readonly places: Ledger
}

export interface Deed {
  readonly path: string
  readonly sent: Sent
  /** One for each line of a ledger that the answer settles. */
  readonly told: readonly ((told: Told) => void)[]
}

/** What came of sending a deed until it was answered. */
export interface Sending {
  readonly tries: number
  readonly milliseconds: number
  /** Answers of 500 and above. */
  readonly broken: number
  readonly told: Told
}

export const newId = () => uuidv7(Date.now(), randomBytes(10))

/** A server that says 5xx, 401 or 429 has not said what became of the deed. */
export function toldBy(answer: Answer | undefined): Told {
  if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 401) return 'unknown'
  return answer.status < 300 ? 'kept' : 'refused'
}

export async function sendUntilAnswered(ask: Ask, deed: Deed, given: { pause?: number; most?: number } = {}): Promise<Sending> {
  const began = performance.now()
  let broken = 0
  for (let tries = 1; ; tries++) {
    const answer = await ask(deed.path, deed.sent)
    const told = toldBy(answer)
    for (const note of deed.told) note(told)
    if (answer && answer.status >= 500) broken++
    if (told !== 'unknown' || tries === (given.most ?? 2000)) return { tries, milliseconds: performance.now() - began, broken, told }
    await wait((given.pause ?? 50) * (0.5 + Math.random()))
  }
}

const base = (subject: Subject, path: string) => `${subject.origin}/xapi/activities/${path}`

/** The n-th answer to a question; its place is the question in her attempt. */
export function answer({ things, places }: Ledgers, taker: Taker, given: { item: string; order: number }): Deed {
  const { item, order } = given
  const response = order % 2 === 0 ? rightAnswer(item) : wrongAnswer(item)
  const id = newId()
  const told = [places.sends(`${taker.attempt}/${item}`, response, order), things.sends(id, { registration: taker.attempt })]
  return {
    path: `/api/v1/attempts/${taker.attempt}/answers`,
    sent: { method: 'POST', session: taker.session, body: { id, item, sequence: order, response } },
    told,
  }
}

/** The n-th text of a note; its place is the unit. */
export function note({ places }: Ledgers, taker: Taker, given: { unit: string; order: number }): Deed {
  const text = `белешка ${given.order}`
  return {
    path: '/api/v1/learning/notes',
    sent: { method: 'PUT', session: taker.session, body: { course: 'T01', unit: given.unit, text, id: newId(), at: new Date().toISOString() } },
    told: [places.sends(`${taker.person}/${given.unit}`, text, given.order)],
  }
}

export interface DeviceStatement {
  readonly id: string
  readonly [part: string]: unknown
}

export function statement(subject: Subject, taker: Taker, more: Record<string, unknown> = {}): DeviceStatement {
  return {
    id: newId(),
    actor: { account: { homePage: subject.origin, name: taker.person } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
    object: { id: base(subject, `course/T01/version/1.0.0/unit/1-1-prva?${randomBytes(4).toString('hex')}`) },
    timestamp: new Date().toISOString(),
    version: '1.0.0',
    ...more,
  }
}

const xapi = { 'x-experience-api-version': '1.0.3' }

/** Statements of her device, all or none. */
export function statements({ things }: Ledgers, taker: Taker, batch: readonly DeviceStatement[]): Deed {
  const told = batch.map((one) => things.sends(one.id, one))
  return { path: '/xapi/statements', sent: { method: 'POST', session: taker.session, headers: xapi, body: batch }, told }
}

/** The n-th content of a state document; its place is the document. */
export function document({ places }: Ledgers, subject: Subject, taker: Taker, order: number): Deed {
  const agent = JSON.stringify({ account: { homePage: subject.origin, name: taker.person } })
  const params = new URLSearchParams({ activityId: base(subject, 'course/T01'), agent, stateId: 'place' })
  const body = { order }
  return {
    path: `/xapi/activities/state?${params}`,
    sent: { method: 'PUT', session: taker.session, headers: { ...xapi, 'content-type': 'application/json' }, body },
    told: [places.sends(`${taker.person}/place`, body, order)],
  }
}

/** A statement that comes with a file; it is there once its file is. */
export function upload({ things }: Ledgers, subject: Subject, taker: Taker, bytes = randomBytes(20_000)): Deed {
  const sha2 = createHash('sha256').update(bytes).digest('hex')
  const attachment = { usageType: 'http://example.org/proof', display: { en: 'proof' }, contentType: 'application/octet-stream', length: bytes.length, sha2 }
  const one = statement(subject, taker, { attachments: [attachment] })
  const parts = [
    { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify([one])) },
    { headers: { 'content-type': 'application/octet-stream', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': sha2 }, body: bytes },
  ]
  const headers = { ...xapi, 'content-type': 'multipart/mixed; boundary=fault' }
  const body = writeMultipart(parts, 'fault')
  return {
    path: '/xapi/statements',
    sent: { method: 'POST', session: taker.session, headers: { ...headers, 'content-length': String(body.length) }, body },
    told: [things.sends(one.id, one), things.sends(`file ${sha2}`, sha2)],
  }
}
