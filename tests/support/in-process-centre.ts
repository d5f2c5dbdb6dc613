/** A centre in this very process, on the built pages and a database of its own: quick to ask, and open to look into. */
import { existsSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request, type Server } from 'node:http'
import { join } from 'node:path'
import { Hono } from 'hono'
import { installApp } from '#platform/app.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { clientAddressHeader } from '#platform/http/origin.ts'
import { createHttpServer, type PageHandler } from '#platform/http/serve.ts'
import { apiRoutes } from '../../src/api.ts'
import { loadSample } from './posted-people.ts'
import { root } from './server.ts'
import { type TestApp, testApp } from './test-app.ts'

export interface Asked {
  readonly method?: string
  readonly session?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Told {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface InProcessCentre {
  readonly app: TestApp
  readonly origin: string
  /** No redirect is followed; what changes something says that it comes from a page of the centre. */
  ask(path: string, asked?: Asked): Promise<Told>
  close(): Promise<void>
}

/** With the whole sample content, without accounts. */
export async function inProcessCentre(): Promise<InProcessCentre> {
  const app = await testApp()
  await loadSample(app)
  await app.jobs.drain(app, { quickOnly: true })
  installApp(app)
  const operations = createOperations(app)
  const serving = { app, api: apiRoutes(app, new Hono()), operations, pages: await builtPages(), kept: createKeptPages(app.content) }
  const server = createHttpServer(serving)
  const port = await listen(server)
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const { origin } = app.config.publicUrl
  return {
    app,
    origin,
    ask: (path, asked = {}) => ask({ port, agent, origin }, path, asked),
    async close() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await app.close()
    },
  }
}

/** Kit's handler reads its settings when it is first imported. */
async function builtPages(): Promise<PageHandler> {
  const file = join(root, 'build/handler.js')
  if (!existsSync(file)) throw new Error('There are no built pages. Run `npm run build` first.')
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto'
  process.env['ADDRESS_HEADER'] = clientAddressHeader
  process.env['BODY_SIZE_LIMIT'] = '1M'
  const { handler } = (await import(/* @vite-ignore */ file)) as { handler: PageHandler }
  return handler
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)))
}

function ask(to: { port: number; agent: Agent; origin: string }, path: string, asked: Asked): Promise<Told> {
  const { method = 'GET', session, body } = asked
  const headers: Record<string, string> = {
    host: new URL(to.origin).host,
    accept: 'text/html',
    ...(method !== 'GET' && { origin: to.origin }),
    ...(session !== undefined && { cookie: `session=${session}` }),
    ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
    ...asked.headers,
  }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: to.port, path, method, headers, agent: to.agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', reject)
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString('utf8') }))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
