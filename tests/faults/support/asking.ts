/** Requests of clients whose server or connection may end at any moment: no answer is an outcome like any other. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Sent {
  readonly method?: string
  readonly session?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** What is no text and no bytes goes as JSON. */
  readonly body?: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Undefined when there was no whole answer. */
export type Ask = (path: string, sent?: Sent) => Promise<Answer | undefined>

export interface Asker {
  readonly ask: Ask
  close(): void
}

const longest = 30_000

/** `origin` is what the server calls itself; the port may be that of a proxy before it. */
export function asker(port: number, origin: string): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return {
    ask: (path, sent = {}) => new Promise((resolve) => send({ port, origin, agent, path }, sent, resolve)),
    close: () => agent.destroy(),
  }
}

interface To {
  readonly port: number
  readonly origin: string
  readonly agent: Agent
  readonly path: string
}

function send({ port, origin, agent, path }: To, { method = 'GET', session, headers, body }: Sent, told: (answer?: Answer) => void): void {
  const bytes = bytesOf(body)
  const said = {
    host: new URL(origin).host,
    ...(method !== 'GET' && { origin }),
    ...(session !== undefined && { cookie: `session=${session}` }),
    ...(bytes && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...headers,
  }
  const asked = request({ host: '127.0.0.1', port, path, method, headers: said, agent, timeout: longest }, (answer) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.once('error', () => told())
    answer.once('close', () => told())
    answer.once('end', () => told({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString('utf8') }))
  })
  asked.once('timeout', () => asked.destroy())
  asked.once('error', () => told())
  asked.end(bytes)
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(JSON.stringify(body))
}
