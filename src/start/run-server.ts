/** The life of the server from its arguments to its exit code. */
import type { Server } from 'node:http'
import { join } from 'node:path'
import { Hono } from 'hono'
import { installApp } from '#platform/app.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { createKeptPages, type KeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer, type PageHandler } from '#platform/http/serve.ts'
import { createLog } from '#platform/log.ts'
import { checkDataFolder, checkPort } from '#platform/postgres/index.ts'
import * as words from '#texts/generated/start.ts'
import { stayWithParent } from '../../bin/launch/stay-with-parent.mjs'
import { apiRoutes } from '../api.ts'
import { centreIsEmpty, loadCentre } from '../centre/load-centre.ts'
import { type OpenedApp, openApp, programFolder } from '../open-app.ts'
import { readStartOptions } from './arguments.ts'
import { type DemoAccount, makeDemoAccounts } from './demo-accounts.ts'
import { openMigratedDatabase } from './open-database.ts'
import { progressBar, say, sayReady, sayRefusal, sayStep } from './screen.ts'

/** Who makes the pages: the build, or a development server that reloads them. */
export interface Pages {
  open(): Promise<PageHandler>
  /** Pages under development change without a new content generation, so they are not kept. */
  readonly keep: boolean
}

export async function runServer(given: readonly string[], pages: Pages): Promise<number> {
  const read = readConfig(process.env, readStartOptions(given))
  if (!read.ok) {
    say((variant) => words.badVariable(variant, read.refusal))
    return 1
  }
  const config = read.value
  for (const check of [await checkDataFolder(config.dataFolder), await checkPort(config.port, config.host)]) {
    if (check.ok) continue
    sayRefusal(check.refusal)
    return 1
  }
  return serveUntilStopped(config, pages)
}

async function serveUntilStopped(config: Config, pages: Pages): Promise<number> {
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const opened = await openMigratedDatabase(config, log, sayStep)
  if (!opened.ok) {
    sayRefusal(opened.refusal)
    return 1
  }
  const app = await openApp(config, opened.value.db, log)
  installApp(app)
  const accounts = await firstContent(app)
  let ended: 'asked' | 'database' | 'refused' = 'refused'
  if (accounts) {
    const server = await listen(app, pages)
    await app.jobs.start(app)
    sayReady(config, accounts)
    log.info('started', { port: config.port })
    ended = await untilAskedToStop(opened.value.ended)
    say(ended === 'database' ? words.databaseGone : words.stopping)
    await closeServer(server)
  }
  await app.close()
  await opened.value.stop()
  return ended === 'asked' ? 0 : 1
}

/** Loads the sample centre into an empty database, unless none is wanted; undefined when its content is refused. */
async function firstContent(app: OpenedApp): Promise<DemoAccount[] | undefined> {
  if (!app.config.sample || !(await centreIsEmpty(app.db))) return []
  say(words.loadingCentre)
  const loaded = await loadCentre(app, join(programFolder, 'centre'), progressBar())
  if (!loaded.ok) {
    for (const problem of loaded.refusal) process.stderr.write(`${problem.file}:${problem.line} ${problem.rule} ${problem.detail}\n`)
    say(words.centreRefused)
    return undefined
  }
  await app.jobs.drain(app)
  return makeDemoAccounts(app)
}

const never: KeptPages = { answer: async () => false, watch: () => false, size: () => 0 }

async function listen(app: OpenedApp, pages: Pages): Promise<Server> {
  const handler = await pages.open()
  const kept = pages.keep ? createKeptPages(app.content) : never
  const server = createHttpServer({ app, api: apiRoutes(app, new Hono()), operations: createOperations(app), pages: handler, kept })
  await new Promise<void>((resolve) => server.listen(app.config.port, app.config.host, resolve))
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
