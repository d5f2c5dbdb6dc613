/** Starts everything: database, migrations, sample centre, pages, jobs. `bin/start.mjs` runs this under Node 24. */
import type { Server } from 'node:http'
import { join } from 'node:path'
import { Hono } from 'hono'
import { installApp } from '#platform/app.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer, type PageHandler } from '#platform/http/serve.ts'
import { createLog } from '#platform/log.ts'
import { checkDataFolder, checkPort } from '#platform/postgres/index.ts'
import * as words from '#texts/generated/start.ts'
import { stayWithParent } from '../bin/launch/stay-with-parent.mjs'
import { centreIsEmpty, loadCentre } from './centre/load-centre.ts'
import { openApp, programFolder } from './open-app.ts'
import { apiRoutes } from './api.ts'
import { readStartOptions } from './start/arguments.ts'
import { type DemoAccount, makeDemoAccounts } from './start/demo-accounts.ts'
import { openMigratedDatabase } from './start/open-database.ts'
import { say, sayReady, sayRefusal, sayStep } from './start/screen.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(given: readonly string[]): Promise<number> {
  const read = readConfig(process.env, readStartOptions(given))
  if (!read.ok) return say((variant) => words.badVariable(variant, read.refusal)), 1
  const config = read.value
  for (const check of [await checkDataFolder(config.dataFolder), await checkPort(config.port, config.host)]) {
    if (!check.ok) return sayRefusal(check.refusal), 1
  }
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const opened = await openMigratedDatabase(config, log, sayStep)
  if (!opened.ok) return sayRefusal(opened.refusal), 1
  const app = await openApp(config, opened.value.db, log)
  const close = async () => {
    await app.close()
    await opened.value.stop()
  }
  installApp(app)
  const accounts = await firstContent(app)
  if (!accounts) return await close(), 1
  const server = await listen(config, app)
  await app.jobs.start(app)
  sayReady(config, accounts)
  log.info('started', { port: config.port })
  const why = await untilAskedToStop(opened.value.ended)
  say(why === 'database' ? words.databaseGone : words.stopping)
  await closeServer(server)
  await close()
  return why === 'database' ? 1 : 0
}

type Opened = Awaited<ReturnType<typeof openApp>>

/** Loads the sample centre into an empty database, unless none is wanted; undefined when its content is refused. */
async function firstContent(app: Opened): Promise<DemoAccount[] | undefined> {
  if (!app.config.sample || !(await centreIsEmpty(app.db))) return []
  say(words.loadingCentre)
  const loaded = await loadCentre(app, join(programFolder, 'centre'))
  if (!loaded.ok) {
    for (const problem of loaded.refusal) process.stderr.write(`${problem.file}:${problem.line} ${problem.rule} ${problem.detail}\n`)
    say(words.centreRefused)
    return undefined
  }
  await app.jobs.drain(app)
  return makeDemoAccounts(app)
}

async function listen(config: Config, app: Opened): Promise<Server> {
  // The page handler reads these once, when it is first imported.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.BODY_SIZE_LIMIT = '1M'
  const build = join(programFolder, 'build', 'handler.js')
  const { handler } = (await import(build)) as { handler: PageHandler }
  const kept = createKeptPages(app.db)
  const server = createHttpServer({ app, api: apiRoutes(app, new Hono()), operations: createOperations(app, () => true), pages: handler, kept })
  await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve))
  return server
}

function untilAskedToStop(databaseEnded: Promise<unknown> | undefined): Promise<'asked' | 'database'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('asked'))
    stayWithParent(() => resolve('asked'))
    databaseEnded?.then(() => resolve('database'))
  })
}

const patience = 10_000

/** Takes no new connections, lets what is under way end, and after a while ends what does not. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), patience).unref()
  })
}
