/** A proxy that keeps every byte a browser sends, to whomever, before it passes it on. */
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface RecordingProxy {
  readonly url: string
  /** Addresses asked for so far, tunnels included. */
  addresses(): string[]
  /** All bytes so far: addresses, headers, bodies, and what was pushed into tunnels. */
  bytes(): Buffer
  stop(): Promise<void>
}

export async function recordingProxy(): Promise<RecordingProxy> {
  const addresses: string[] = []
  const kept: Buffer[] = []
  const keepHead = ({ method, url = '', rawHeaders }: IncomingMessage) => {
    addresses.push(url)
    kept.push(Buffer.from(`${method} ${url}\n${rawHeaders.join('\n')}\n`))
  }
  const server = createServer((asked, answer) => {
    keepHead(asked)
    const forward = async () => {
      const body = await buffer(asked)
      kept.push(body)
      const onward = httpRequest(asked.url ?? '', { method: asked.method, headers: asked.headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.rawHeaders)
        reply.pipe(answer)
      })
      onward.once('error', () => answer.destroy())
      onward.end(body)
    }
    forward().catch(() => answer.destroy())
  })
  // A tunnel leads nowhere: what goes into it is only kept.
  server.on('connect', (asked, socket) => {
    keepHead(asked)
    socket.on('data', (bytes: Buffer) => kept.push(bytes)).on('error', () => {})
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    setTimeout(() => socket.destroy(), 300)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addresses: () => [...addresses],
    bytes: () => Buffer.concat(kept),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
