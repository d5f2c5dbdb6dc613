/**
 * A record store on an empty database and nothing else, for suites of other people: `node bench/record-store.ts 5111 2.0.0`
 * prints the address, the key and the secret of a client that may do everything, and its data folder, and runs until it is stopped.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { PersonId } from '#kernel/id.ts'
import { makeClient } from '#modules/records/index.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer } from '#platform/http/serve.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { createDatabase, startPrivatePostgres } from '#platform/postgres/index.ts'
import { apiRoutes } from '../src/api.ts'
import { allMigrations } from '../src/migrations.ts'
import { openApp } from '../src/open-app.ts'
import { actorWith } from '../tests/support/actors.ts'

const [port = '5111', edition = '1.0.3'] = process.argv.slice(2)
const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-store-'))
// As root the database runs as another user, who must be able to pass through.
await chmod(dataFolder, 0o755)
const postgres = await startPrivatePostgres({ dataFolder })
const config = readConfig({ PUTOKAZ_DATA: dataFolder, PORT: port })
if (!postgres.ok || !config.ok) throw new Error('The store did not start.')
const database = 'store'
await createDatabase(postgres.value.connection, database)
const db = openDatabase({ connection: { ...postgres.value.connection, database }, keepsPlans: true })
await migrate(db, allMigrations)
const app = await openApp(config.value, db, createLog(join(dataFolder, 'log')))
const pages = (_request: unknown, _response: unknown, next: () => void) => next()
const server = createHttpServer({ app, api: apiRoutes(app, new Hono()), operations: createOperations(app), pages, kept: createKeptPages(app.content) })
server.listen(Number(port), '127.0.0.1')
const actor = actorWith(['admin'], { id: app.newId() as PersonId })
const client = await makeClient(app, { actor, name: 'suite', scopes: ['all'], origins: [], edition: edition === '2.0.0' ? '2.0.0' : '1.0.3' })
if (client.ok) process.stdout.write(`http://localhost:${port}/xapi ${client.value.key} ${client.value.secret} ${dataFolder}\n`)
process.once('SIGTERM', async () => {
  server.closeAllConnections()
  server.close()
  await app.close()
  await postgres.value.stop()
  await rm(dataFolder, { recursive: true, force: true })
})
