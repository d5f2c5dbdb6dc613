/** The outbox in a real browser, before a small server that can be down, hang, refuse, forget and be restored. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './server.ts'

export type Mood = 'fine' | 'down' | 'hangs' | 'portal' | 'failing' | 'signed-out'

export interface OutboxServer {
  readonly url: string
  /** Bodies by id, as they were first stored. */
  readonly stored: Map<string, Record<string, unknown>>
  /** Every body that came, in order, also again. */
  readonly came: { readonly path: string; readonly body: Record<string, unknown> }[]
  mood: Mood
  person: string
  epoch: string
  safeBelow: number | null
  /** The last that was given. */
  receipts: number
  /** Another key than the usual one of the person. */
  key: string | undefined
  /** Accounts that were merged into hers. */
  merged: readonly string[]
  /** Bodies that hold this text are refused. */
  refuses: string | undefined
  close(): Promise<void>
}

const keys: Readonly<Record<string, string>> = { 'person-a': Buffer.alloc(32, 1).toString('base64'), 'person-b': Buffer.alloc(32, 2).toString('base64') }

/** The module as one file, the way the pages load theirs. */
export async function outboxScript(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: join(root, 'tests/support/outbox-entry.ts'), formats: ['es'] } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (!chunk) throw new Error('nothing was built')
  return chunk.code
}

export async function startOutboxServer(): Promise<OutboxServer> {
  const code = await outboxScript()
  const state: Omit<OutboxServer, 'url' | 'close'> = {
    stored: new Map(),
    came: [],
    mood: 'fine',
    person: 'person-a',
    epoch: 'one',
    safeBelow: null,
    receipts: 0,
    refuses: undefined,
    key: undefined,
    merged: [],
  }
  const server = createServer((request, response) => void answer(state, code, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return Object.assign(state, { url, close: () => closing(server) })
}

function closing(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

type State = Omit<OutboxServer, 'url' | 'close'>

async function answer(state: State, code: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? ''
  if (path === '/outbox.js') return void response.setHeader('content-type', 'text/javascript').end(code)
  if (!path.startsWith('/api/') && !path.startsWith('/xapi/'))
    return void response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><html lang="en"><title>outbox</title><link rel="icon" href="data:,"><script type="module" src="/outbox.js"></script>')
  const text = (await request.toArray()).join('')
  if (state.mood === 'hangs') return
  if (state.mood === 'down') return void request.socket.destroy()
  if (state.mood === 'portal') return void response.setHeader('content-type', 'text/html').end('<h1>Welcome to the guest network</h1>')
  response.setHeader('x-putokaz-epoch', state.epoch).setHeader('content-type', 'application/json')
  if (state.safeBelow !== null) response.setHeader('x-putokaz-safe-below', state.safeBelow)
  if (state.mood === 'signed-out') return void response.writeHead(401).end('{"error":"not-signed-in"}')
  if (path === '/api/v1/device') {
    const { person, epoch, safeBelow, key = keys[person] } = state
    const merged = state.merged.map((one) => ({ person: one, key: keys[one] }))
    return void response.end(JSON.stringify({ person, key, merged, epoch, safeBelow, now: new Date().toISOString(), homePage: 'http://centre.example' }))
  }
  if (state.mood === 'failing') return void response.writeHead(500).end('{"error":"failed"}')
  store(state, path, JSON.parse(text), response)
}

function store(state: State, path: string, given: Record<string, unknown> | Record<string, unknown>[], response: ServerResponse): void {
  const bodies = [given].flat()
  state.came.push(...bodies.map((body) => ({ path, body })))
  if (state.refuses && JSON.stringify(bodies).includes(state.refuses))
    return void response
      .writeHead(400)
      .end(JSON.stringify({ error: 'broken', broken: [{ path: 'result.response', rule: 'a device sends no e-mail address' }] }))
  for (const body of bodies) if (!state.stored.has(String(body['id']))) state.stored.set(String(body['id']), body)
  response.setHeader('x-putokaz-receipt', ++state.receipts).end('{"saved":true}')
}
