/** A bad network between a client and a server: what is sent arrives twice, late, in another order, in part, or its answer is lost. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

export interface Badness {
  readonly duplicated: number
  readonly answerLost: number
  readonly delayed: number
  readonly cut: number
  /** A delay is anything up to this. */
  readonly longestDelay: number
}

export interface BadNetwork {
  readonly port: number
  /** How often each misfortune befell somebody. */
  readonly happened: Record<'duplicated' | 'answerLost' | 'delayed' | 'cut' | 'passed', number>
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function badNetwork(toPort: number, badness: Badness): Promise<BadNetwork> {
  const happened = { duplicated: 0, answerLost: 0, delayed: 0, cut: 0, passed: 0 }
  const underWay = new Set<Promise<unknown>>()
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const befalls = (kind: keyof typeof happened & keyof Badness) => {
    const is = Math.random() < badness[kind]
    if (is) happened[kind]++
    return is
  }
  const late = () => wait(Math.random() * badness.longestDelay)
  const pass = async (asked: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(asked)
    const forward = () => forwarded({ toPort, agent, asked, body })
    if (befalls('delayed')) await late()
    if (body.length > 1 && befalls('cut')) {
      await cutOff({ toPort, asked, body })
      return void response.destroy()
    }
    if (befalls('duplicated')) track(underWay, late().then(forward))
    const answer = await forward()
    if (!answer || befalls('answerLost')) return void response.destroy()
    happened.passed++
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  const server = createServer((asked, response) => track(underWay, pass(asked, response)))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    happened,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () =>
      new Promise((closed) => {
        agent.destroy()
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function track(underWay: Set<Promise<unknown>>, one: Promise<unknown>): void {
  const tracked = one.catch(() => undefined).finally(() => underWay.delete(tracked))
  underWay.add(tracked)
}

interface Forwarding {
  readonly toPort: number
  readonly asked: IncomingMessage
  readonly body: Buffer
}

interface Reply {
  readonly status: number
  readonly headers: string[]
  readonly body: Buffer
}

function forwarded({ toPort, agent, asked, body }: Forwarding & { agent: Agent }): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const headers = { ...asked.headers, connection: 'keep-alive' }
    const onward = request({ host: '127.0.0.1', port: toPort, path: asked.url, method: asked.method, headers, agent }, (reply) => {
      buffer(reply).then(
        (bytes) => resolve({ status: reply.statusCode ?? 502, headers: plainHeaders(reply.rawHeaders), body: bytes }),
        () => resolve(undefined),
      )
    })
    onward.once('error', () => resolve(undefined))
    onward.end(body)
  })
}

/** The whole body goes on in one piece, however it came. */
function plainHeaders(raw: readonly string[]): string[] {
  return raw.filter((_, at) => !/^(transfer-encoding|connection|keep-alive)$/i.test(raw[at - (at % 2)] ?? ''))
}

function cutOff({ toPort, asked, body }: Forwarding): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(toPort, '127.0.0.1')
    socket.once('error', () => resolve()).once('close', () => resolve())
    const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${[value].flat().join(', ')}\r\n`)
    socket.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
    socket.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.resetAndDestroy())
  })
}
