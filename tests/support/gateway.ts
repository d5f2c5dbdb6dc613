/** A gateway before a real server: it may have nobody behind it, and the server behind it may be of another build. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'

/** What becomes of a request on its way: it passes, it was answered here, or it passes and its answer never comes back. */
export type Fate = 'passes' | 'answered' | 'answer-lost'

export interface Gateway {
  readonly url: string
  /** What it does with requests from now on. */
  state: 'passes' | 'has-nobody-behind'
  /** Put into the worker in place of what stands there: the mark of another build. */
  version: string | undefined
  /** Decides over each request; without it all pass. */
  fate: ((asked: IncomingMessage, answer: ServerResponse) => Fate) | undefined
  close(): Promise<void>
}

export async function openGateway(port: number, behind: number): Promise<Gateway> {
  const gateway: Omit<Gateway, 'close'> = { url: `http://localhost:${port}`, state: 'passes', version: undefined, fate: undefined }
  const server = createServer((asked, answer) => {
    if (gateway.state === 'has-nobody-behind') return void answer.writeHead(502, { 'content-type': 'text/plain' }).end('Bad Gateway')
    const fate = gateway.fate?.(asked, answer) ?? 'passes'
    if (fate === 'answered') return
    const isWorker = asked.url === '/service-worker.js'
    const headers = { ...asked.headers, ...(isWorker && { 'accept-encoding': 'identity' }) }
    const passed = request({ host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers }, (got) => {
      if (fate === 'answer-lost') return void drop(got, answer)
      if (!isWorker || gateway.version === undefined) return void got.pipe(answer.writeHead(got.statusCode ?? 500, got.headers))
      const { 'content-length': _, ...others } = got.headers
      answer.writeHead(got.statusCode ?? 500, others)
      got.setEncoding('utf8')
      let script = ''
      got.on('data', (part: string) => (script += part)).on('end', () => answer.end(ofVersion(script, gateway.version ?? '')))
    })
    passed.on('error', () => refuse(answer))
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(gateway, { close: () => closed(server) })
}

const ofVersion = (script: string, version: string) => script.replaceAll(/(version\W{1,3})[0-9a-f]{16}/g, `$1${version}`)

function drop(got: IncomingMessage, answer: ServerResponse): void {
  got.resume()
  answer.destroy()
}

function refuse(answer: ServerResponse): void {
  if (answer.headersSent) answer.destroy()
  else answer.writeHead(502).end()
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
