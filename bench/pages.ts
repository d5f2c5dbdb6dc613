/** Pages: processor time and requests a second, as a visitor (kept) and signed in, against bare node:http with the same bytes. */
import { get, type IncomingHttpHeaders } from 'node:http'
import { byTurns, cpuBelowMs, cpuMs, least, medians } from './processor.ts'
import { load, number, onServer, type RunningServer, share, signIn, startBare, table } from './rig.ts'

const pages = [
  ['home', '/sr'],
  ['catalogue', '/sr/courses'],
  ['course', '/sr/courses/C01'],
  ['unit', '/sr/courses/C01/1-1-medjunarodni-pojmovi'],
] as const

const accepting = { 'accept-encoding': 'gzip, deflate, br' }

export interface HowLong {
  readonly seconds: number
  readonly rounds: number
}

export function measurePages(howLong: HowLong = { seconds: 2, rounds: 5 }): Promise<string> {
  return onServer(async (server) => {
    const cookie = await signIn(server, 'learner')
    const rows: (string | number)[][] = []
    for (const [name, path] of pages) rows.push([name, ...(await row(server, { path, cookie }, howLong))])
    return table(
      [
        'page',
        'bytes sent',
        'bare: ms CPU',
        'visitor: ms CPU',
        'visitor of bare',
        'signed in: ms CPU',
        'least',
        '+ PostgreSQL',
        'signed in: requests/s per core',
        'failed',
      ],
      rows,
    )
  })
}

async function row(server: RunningServer, { path, cookie }: { path: string; cookie: string }, { seconds, rounds }: HowLong): Promise<(string | number)[]> {
  const url = server.url + path
  await fetch(url, { headers: accepting })
  const { body, headers } = await rawAnswer(url)
  const bare = await startBare(body, headers)
  const asVisitor = { url, headers: accepting }
  const asLearner = { url, headers: { ...accepting, cookie } }
  // What is asked first is compiled and kept first; nobody's first request is what is measured.
  for (const one of [asVisitor, asLearner, { ...asVisitor, url: bare.url }]) await load({ ...one, seconds: 2, connections: 4 })
  const measured = await byTurns(rounds, {
    bare: () => cost(bare.pid, { ...asVisitor, url: bare.url }, seconds),
    visitor: () => cost(server.pid, asVisitor, seconds),
    signedIn: () => cost(server.pid, asLearner, seconds),
  }).finally(bare.stop)
  const [limit, visitor, signedIn] = [medians(measured.bare), medians(measured.visitor), medians(measured.signedIn)]
  return [
    number(body.length),
    number(limit.cpu, 3),
    number(visitor.cpu, 3),
    share(limit.cpu, visitor.cpu),
    number(signedIn.cpu, 2),
    number(least(measured.signedIn).cpu, 2),
    number(signedIn.database, 2),
    number(1000 / signedIn.cpu),
    limit.failed + visitor.failed + signedIn.failed,
  ]
}

interface Cost {
  readonly cpu: number
  readonly database: number
  readonly failed: number
}

/** Milliseconds of the processor for one request, in the server and in its PostgreSQL; other load on the machine hardly moves it. */
async function cost(pid: number, asked: { url: string; headers: Record<string, string> }, seconds: number): Promise<Cost> {
  const before = [await cpuMs(pid), await cpuBelowMs(pid)] as const
  const { requests, failed } = await load({ ...asked, seconds, connections: 10 })
  return { cpu: ((await cpuMs(pid)) - before[0]) / requests, database: ((await cpuBelowMs(pid)) - before[1]) / requests, failed }
}

/** The answer as it travels, still compressed, with its headers. */
function rawAnswer(url: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
  return new Promise((give, refuse) => {
    get(url, { headers: accepting }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => give({ body: Buffer.concat(parts), headers: lasting(response.headers) }))
    }).on('error', refuse)
  })
}

function lasting(headers: IncomingHttpHeaders): Record<string, string> {
  const made = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'set-cookie'])
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (made.has(name) || value === undefined ? [] : [[name, String(value)]])))
}
