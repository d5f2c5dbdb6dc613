/** A real server process with its own PostgreSQL in a data folder, or with one that several share. */
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { App } from '#platform/app.ts'
import { runningPostgres } from '#platform/postgres/index.ts'
import { type RunningServer, startServer } from '../../support/server.ts'
import type { Found, Standing } from '../ledger.ts'
import { asker } from './asking.ts'
import { inCentre, type Preparation, prepare } from './prepare.ts'
import type { Kept, Subject } from './subject.ts'

export interface ServedCentre extends Subject {
  readonly dataFolder: string
  readonly server: () => RunningServer
  /** Does something in it, beside the server that runs. */
  within<T>(work: (app: App) => Promise<T>): Promise<T>
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>
}

export interface ServedWish extends Preparation {
  readonly port: number
  readonly env?: NodeJS.ProcessEnv
  /** A database that somebody else runs; without it the server runs its own. */
  readonly connection?: pg.ClientConfig
}

export async function servedCentre(wish: ServedWish): Promise<ServedCentre> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-faults-'))
  await chmod(dataFolder, 0o711)
  const connection = wish.connection
  const env = { ...(connection && { DATABASE_URL: urlOf(connection) }), ...wish.env }
  const run = () => startServer({ port: wish.port, dataFolder, args: ['--empty'], env })
  let server = await run()
  const reach = async () => connection ?? (await running(dataFolder))
  const prepared = await prepare({ connection: await reach(), dataFolder, port: wish.port }, wish)
  const { ask, close } = asker(wish.port, server.url)
  const rows = async <Row>(text: string, values?: unknown[]) => {
    const client = new pg.Client(await reach())
    await client.connect()
    try {
      return (await client.query(text, values)).rows as Row[]
    } finally {
      await client.end()
    }
  }
  return {
    ...prepared,
    port: wish.port,
    origin: server.url,
    dataFolder,
    server: () => server,
    ask,
    rows,
    within: async (work) => inCentre({ connection: await reach(), dataFolder, port: wish.port }, work),
    kill: () => server.kill('SIGKILL'),
    async start() {
      const began = performance.now()
      server = await run()
      return performance.now() - began
    },
    kept: () => keptIn({ rows, dataFolder }),
    async close() {
      close()
      await server.kill('SIGTERM')
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function running(dataFolder: string): Promise<pg.ClientConfig> {
  const place = await runningPostgres(dataFolder)
  if (!place) throw new Error(`No database runs for ${dataFolder}`)
  return { ...place }
}

export function urlOf({ user, host, port, database }: pg.ClientConfig): string {
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`
}

const orderIn = (text: string) => Number(/\d+/.exec(text)?.[0] ?? 0)

/** Everything that the deeds of an experiment could have left, read beside the program. */
export async function keptIn({ rows, dataFolder }: Pick<ServedCentre, 'rows' | 'dataFolder'>): Promise<Kept> {
  const answers = await rows<{ id: string; order: number; content: unknown }>(
    `select attempt || '/' || item as id, sequence::int as order, response as content from attempt_answer where sequence > 0`,
  )
  const notes = await rows<Found & { content: string }>(`select person || '/' || unit as id, body as content from note`)
  const documents = await rows<{ id: string; body: Buffer }>(`select person || '/' || name as id, body from record_document`)
  const said = await rows<Found>(`select id, body as content from statement where authority <> 'centre'`)
  const answered = await rows<Found>(
    `select id, jsonb_build_object('registration', registration) as content from statement where authority = 'centre' and verb like '%/answered'`,
  )
  const files = await rows<{ blob: string; sha2: string }>(`select distinct on (blob) blob, sha2 from record_attachment where length(sha2) = 64`)
  const documentStands = documents.map(({ id, body }): Standing => {
    const content = JSON.parse(body.toString('utf8')) as { order: number }
    return { id, order: content.order, content }
  })
  const noteStands = notes.map(({ id, content }) => ({ id, order: orderIn(content), content }))
  return {
    places: [...answers, ...noteStands, ...documentStands],
    things: [...said, ...answered, ...(await Promise.all(files.map((file) => fileIn(dataFolder, file))))],
  }
}

/** A file counts by the sum of the bytes that lie there, whatever its name says. */
async function fileIn(dataFolder: string, { blob, sha2 }: { blob: string; sha2: string }): Promise<Found> {
  const bytes = await readFile(join(dataFolder, 'blobs', blob.slice(0, 2), blob)).catch(() => Buffer.alloc(0))
  return { id: `file ${sha2}`, content: createHash('sha256').update(bytes).digest('hex') }
}
