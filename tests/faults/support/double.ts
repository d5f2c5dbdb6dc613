/**
 * A small double of the centre in this process, honest or with one flaw: experiments are made on it too, and must find the flaw. What it
 * kept before a kill is there after it; what it was about to keep is not.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { boundaryOf, readMultipart } from '@putokaz/xapi'
import { type Fault, type FaultKind, type Found, hashOf, type Standing } from '../ledger.ts'
import { asker } from './asking.ts'
import { items } from './prepare.ts'
import type { Subject, Taker } from './subject.ts'

export type Flaw = 'answers before it keeps' | 'knows no id again' | 'loses a write' | 'keeps half of a batch' | 'spoils what it keeps' | 'takes the older'

interface DoubleWish {
  readonly takers: number
  readonly flaw: Flaw | 'none'
}

/** What a request wants kept; `order` is there for a place. */
type Wanted = Found & { readonly order?: number }

interface Life {
  readonly flaw: Flaw | 'none'
  readonly takers: readonly Taker[]
  readonly things: Found[]
  /** Sums of the things by their ids. */
  readonly known: Map<string, string>
  readonly places: Map<string, Standing>
  writes: number
  /** Grows with every kill. */
  number: number
}

/** So long a deed is under way, on its way in and on its way out: long enough for a kill to come between. */
const slow = 40

async function double({ takers: count, flaw }: DoubleWish): Promise<Subject> {
  const takers = Array.from({ length: count }, () => ({ person: randomUUID(), session: randomUUID(), attempt: randomUUID() }))
  const life: Life = { flaw, takers, things: [], known: new Map(), places: new Map(), writes: 0, number: 0 }
  let server = await listening(0, life)
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const { ask, close } = asker(port, origin)
  const kill = async () => {
    life.number++
    await ended(server)
  }
  const start = async () => {
    server = await listening(port, life)
    return 0
  }
  const kept = async () => ({ things: [...life.things], places: [...life.places.values()] })
  const closeAll = async () => {
    close()
    await kill()
  }
  return { port, origin, items, authorization: 'Basic ZG91Ymxl', takers, ask, kill, start, kept, close: closeAll }
}

/** Which kinds of fault an experiment finds on a double. */
export async function foundOnDouble(wish: DoubleWish, experiment: (subject: Subject) => Promise<readonly Fault[]>): Promise<FaultKind[]> {
  const subject = await double(wish)
  try {
    return [...new Set((await experiment(subject)).map(({ kind }) => kind))]
  } finally {
    await subject.close()
  }
}

function listening(port: number, life: Life): Promise<Server> {
  const server = createServer((request, response) => {
    const born = life.number
    const answer = (status: number) => {
      if (born === life.number && !response.headersSent) response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    }
    handle(life, request, answer).catch(() => response.destroy())
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function handle(life: Life, request: IncomingMessage, answer: (status: number) => void): Promise<void> {
  const born = life.number
  const wanted = wantedBy(life, request, await buffer(request))
  if (life.flaw === 'answers before it keeps') answer(200)
  await wait(slow)
  if (born !== life.number) return
  const isKept = keep(life, wanted)
  await wait(slow)
  answer(isKept ? 200 : 409)
}

function keep(life: Life, wanted: readonly Wanted[]): boolean {
  const { flaw, things, known, places } = life
  life.writes++
  if (flaw === 'loses a write' && life.writes % 10 === 0) return true
  const isConflict = wanted.some(({ id, content, order }) => order === undefined && known.has(id) && known.get(id) !== hashOf(content))
  const isOlder = wanted.some(({ id, order }) => order !== undefined && order < (places.get(id)?.order ?? 0))
  if (isOlder && flaw !== 'takes the older') return false
  if (isConflict && flaw !== 'keeps half of a batch') return false
  for (const { id, content, order } of wanted) {
    const held = flaw === 'spoils what it keeps' && life.writes % 10 === 0 ? `${JSON.stringify(content)}!` : content
    if (order !== undefined) places.set(id, { id, order, content: held })
    else if (!known.has(id)) things.push({ id, content: held })
    if (order === undefined && flaw !== 'knows no id again') known.set(id, hashOf(content))
  }
  return !isConflict
}

interface AnyBody {
  readonly id: string
  readonly item: string
  readonly sequence: number
  readonly response: unknown
  readonly text: string
  readonly unit: string
  readonly order: number
}

function wantedBy({ takers }: Life, { url = '', headers, method }: IncomingMessage, bytes: Buffer): Wanted[] {
  const { pathname } = new URL(url, 'http://localhost')
  if (method === 'GET') return []
  if (pathname === '/xapi/statements') return statementsIn(headers['content-type'] ?? '', bytes)
  const body = JSON.parse(bytes.toString('utf8')) as AnyBody
  const { person, attempt } = takers.find(({ session }) => headers.cookie === `session=${session}`) ?? { person: '', attempt: '' }
  if (pathname.endsWith('/answers'))
    return [
      { id: body.id, content: { registration: attempt } },
      { id: `${attempt}/${body.item}`, order: body.sequence, content: body.response },
    ]
  if (pathname.endsWith('/notes')) return [{ id: `${person}/${body.unit}`, order: Number(/\d+/.exec(body.text)?.[0]), content: body.text }]
  return [{ id: `${person}/place`, order: body.order, content: body }]
}

function statementsIn(type: string, bytes: Buffer): Wanted[] {
  const boundary = boundaryOf(type)
  const parts = boundary === undefined ? undefined : readMultipart(bytes, boundary)
  const first = parts?.ok ? (parts.value[0]?.body ?? bytes) : bytes
  const said = JSON.parse(Buffer.from(first).toString('utf8')) as { id: string; attachments?: { sha2: string }[] }[]
  return said.flatMap((one) => [{ id: one.id, content: one }, ...(one.attachments ?? []).map(({ sha2 }) => ({ id: `file ${sha2}`, content: sha2 }))])
}
