/**
 * A way to the database that counts the statements that go by, and at one of them calls somebody who kills the server: before the
 * database hears of it, or after it has done it and before the server hears that. Failpoints from outside: none stands in the program.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type pg from 'pg'
import type { Point } from './failpoints.ts'

export interface CountingWay {
  readonly port: number
  /** Counts from now on; at the point nothing goes through any more, and it is called. */
  arm(point: Point, reached: () => void): void
  /** Lets everything through again; says whether the point was reached. */
  disarm(): boolean
  /** A flaw: transactions are not begun, so that each statement stands alone. */
  withoutTransactions: boolean
  close(): Promise<void>
}

interface Plan extends Point {
  readonly reached: () => void
  count: number
  isReached: boolean
}

export async function countingWay(to: pg.ClientConfig): Promise<CountingWay> {
  const open = new Set<Socket>()
  const state: { plan?: Plan | undefined; withoutTransactions: boolean } = { withoutTransactions: false }
  const reach = (plan: Plan) => {
    plan.isReached = true
    for (const one of open) one.destroy()
    plan.reached()
  }
  const server = createServer((socket) => {
    const onward = connect(join(to.host ?? '', `.s.PGSQL.${to.port}`))
    const end = () => {
      for (const one of [socket, onward]) open.delete(one.destroy())
    }
    for (const one of [socket, onward]) open.add(one.once('error', end).once('close', end))
    // The plan whose statement the database is at work on, and whose answer nobody hears.
    let swallowed: Plan | undefined
    const read = messages()
    socket.on('data', (bytes) => {
      for (const message of read(bytes)) {
        const plan = state.plan
        if (plan?.isReached) return
        if (plan && isStatement(message) && ++plan.count === plan.at) {
          if (plan.when === 'before') return reach(plan)
          swallowed = plan
        }
        onward.write(state.withoutTransactions && isBegin(message) ? nothing : message)
      }
    })
    onward.on('data', (bytes) => {
      if (!swallowed) return void socket.write(bytes)
      if (isReady(bytes)) reach(swallowed)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    arm(point, reached) {
      state.plan = { ...point, reached, count: 0, isReached: false }
    },
    disarm() {
      const isReached = state.plan?.isReached ?? false
      state.plan = undefined
      return isReached
    },
    get withoutTransactions() {
      return state.withoutTransactions
    },
    set withoutTransactions(wanted) {
      state.withoutTransactions = wanted
    },
    close: () =>
      new Promise((closed) => {
        for (const one of open) one.destroy()
        server.close(() => closed())
      }),
  }
}

/** Cuts what a client sends into messages; the first has no letter before its length. */
function messages(): (bytes: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  let letter = 0
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const whole: Buffer[] = []
    while (rest.length >= letter + 4 && rest.length >= letter + rest.readInt32BE(letter)) {
      const length = letter + rest.readInt32BE(letter)
      whole.push(rest.subarray(0, length))
      rest = rest.subarray(length)
      letter = 1
    }
    return whole
  }
}

const first = (message: Buffer) => String.fromCharCode(message[0] ?? 0)
/** A simple query, or the execution of a prepared one. */
const isStatement = (message: Buffer) => ['Q', 'E'].includes(first(message))
const isBegin = (message: Buffer) => first(message) === 'Q' && /^(begin|start transaction)/i.test(message.toString('utf8', 5))
/** An empty query. */
const nothing = Buffer.from([0x51, 0, 0, 0, 5, 0])
/** The last of an answer: ready for the next query. */
const isReady = (bytes: Buffer) => bytes.length >= 6 && bytes.at(-6) === 0x5a && bytes.at(-2) === 5
