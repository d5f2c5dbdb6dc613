/** Pages: processor time and requests a second, as a visitor (kept) and signed in, against bare node:http with the same bytes. */
import { cpuMs, load, number, removeData, signIn, startBare, startServer, table } from './rig.ts'

const pages = [
  ['home', '/sr'],
  ['catalogue', '/sr/courses'],
  ['course', '/sr/courses/C01'],
  ['unit', '/sr/courses/C01/1-1-medjunarodni-pojmovi'],
] as const

interface Measured {
  readonly cpu: number
  readonly perCore: number
  readonly failed: number
}

export async function measurePages(seconds = 5): Promise<string> {
  const server = await startServer()
  const cookie = await signIn(server, 'learner')
  const rows: (string | number)[][] = []
  for (const [name, path] of pages) {
    const headers = { 'accept-encoding': 'gzip, br' }
    const sample = await fetch(server.url + path, { headers })
    const bytes = await rawBody(server.url + path, headers)
    const bare = await startBare(bytes, { 'content-type': 'text/html', 'content-encoding': sample.headers.get('content-encoding') ?? 'identity' })
    const limit = await measure(bare.pid, bare.url, headers, seconds)
    await bare.stop()
    const visitor = await measure(server.pid, server.url + path, headers, seconds)
    const signedIn = await measure(server.pid, server.url + path, { ...headers, cookie }, seconds)
    rows.push([
      name,
      number(bytes.length),
      number(limit.cpu, 3),
      number(visitor.cpu, 3),
      `${number((limit.cpu / visitor.cpu) * 100)} %`,
      number(signedIn.cpu, 2),
      number(signedIn.perCore),
      visitor.failed + signedIn.failed,
    ])
  }
  await server.stop()
  await removeData(server.dataFolder)
  return table(
    ['page', 'bytes sent', 'bare: ms CPU', 'visitor: ms CPU', 'visitor of bare', 'signed in: ms CPU', 'signed in: requests/s per core', 'failed'],
    rows,
  )
}

/** One connection warms it up, ten measure; what counts is processor time of the server, which other load hardly moves. */
async function measure(pid: number, url: string, headers: Record<string, string>, seconds: number): Promise<Measured> {
  await load({ url, headers, seconds: 1, connections: 4 })
  const before = await cpuMs(pid)
  const { requests, failed } = await load({ url, headers, seconds, connections: 10 })
  const cpu = ((await cpuMs(pid)) - before) / requests
  return { cpu, perCore: 1000 / cpu, failed }
}

/** The body as it travels, still compressed. */
async function rawBody(url: string, headers: Record<string, string>): Promise<Buffer> {
  const { get } = await import('node:http')
  return new Promise((give, refuse) => {
    get(url, { headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => give(Buffer.concat(parts)))
    }).on('error', refuse)
  })
}
