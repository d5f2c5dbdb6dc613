/** The life of the server from its arguments to its exit code. */
import type { Server } from 'node:http'
import { join } from 'node:path'
import { Hono } from 'hono'
import { done, type Result, refuse } from '#kernel/result.ts'
import { keepSending } from '#modules/notices/index.ts'
import { keepForwarding } from '#modules/records/index.ts'
import { installApp } from '#platform/app.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { createKeptPages, type KeptPages } from '#platform/http/kept-pages.ts'
import { createOperations } from '#platform/http/operations.ts'
import { createHttpServer, type PageHandler } from '#platform/http/serve.ts'
import { createLog } from '#platform/log.ts'
import { checkDataFolder, checkPort, portRefusal, type StartRefusal } from '#platform/postgres/index.ts'
import { changeSetting, lastingSetting } from '#platform/settings.ts'
import * as words from '#texts/generated/start.ts'
import { stayWithParent } from '../../bin/launch/stay-with-parent.mjs'
import { apiRoutes } from '../api.ts'
import { type CentreProblem, centreIsEmpty, loadCentre, loadMissingPages } from '../centre/load-centre.ts'
import { keepHouse } from '../housekeeping.ts'
import { type OpenedApp, openApp, programFolder } from '../open-app.ts'
import { keepSealing } from '../running/keep-sealing.ts'
import { measures } from '../running/measures.ts'
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
  const asked = askedToStop()
  const log = createLog(join(config.dataFolder, 'putokaz.log'))
  const opened = await openMigratedDatabase(config, {
    log,
    progress: sayStep,
    join: false,
    upgrading: (folder) => say((variant) => words.backupBeforeUpgrade(variant, { folder })),
  })
  if (!opened.ok) {
    sayRefusal(opened.refusal)
    return 1
  }
  const app = await openApp(config, opened.value.db, log)
  installApp(app)
  const databaseGone = opened.value.ended?.then(() => 'database' as const) ?? new Promise<never>(() => {})
  const code = await serve(app, pages, Promise.race([asked, databaseGone])).finally(() => app.close())
  await opened.value.stop()
  return code
}

type Ending = Promise<'asked' | 'database'>

async function serve(app: OpenedApp, pages: Pages, ending: Ending): Promise<number> {
  const accounts = await firstContent(app)
  if (!accounts) return 1
  const server = await listen(app, pages)
  if (!server.ok) {
    sayRefusal(server.refusal)
    return 1
  }
  await app.jobs.start(app)
  const stopHousekeeping = keepHouse(app)
  const stopSending = keepSending(app)
  const stopForwarding = keepForwarding(app)
  const stopSealing = keepSealing(app)
  sayReady(app.config, accounts)
  app.log.info('started', { port: app.config.port })
  const why = await ending
  // The launcher says that we stop when it was asked; nobody asked when the database is gone.
  if (why === 'database') say(words.databaseGone)
  stopHousekeeping()
  await Promise.all([stopSending(), stopForwarding()])
  await closeServer(server.value)
  await stopSealing()
  return why === 'database' ? 1 : 0
}

/**
 * Loads the sample centre and its accounts at the first start, unless none is wanted; undefined when its content is refused.
 * What a kill interrupted is done by the next start; what was removed on purpose is not made again.
 */
async function firstContent(app: OpenedApp): Promise<DemoAccount[] | undefined> {
  const sample = await lastingSetting(app.db, 'sample', () => (app.config.sample ? 'wanted' : 'none'))
  if (sample !== 'wanted') return (await standingPages(app)) ? [] : undefined
  if (await centreIsEmpty(app.db)) {
    say(words.loadingCentre)
    const loaded = await loadCentre(app, join(programFolder, 'centre'), progressBar())
    if (!loaded.ok) return sayProblems(loaded.refusal)
  }
  // What search finds must be there with the first page; books may follow.
  await app.jobs.drain(app, { quickOnly: true })
  const accounts = await makeDemoAccounts(app)
  await app.db.transact((tx) => changeSetting(tx, 'sample', 'ready', app.now()))
  return accounts
}

/** About, help, privacy, accessibility and languages come with the program, whatever content a centre has. */
async function standingPages(app: OpenedApp): Promise<boolean> {
  const loaded = await loadMissingPages(app, join(programFolder, 'centre'))
  if (!loaded.ok) sayProblems(loaded.refusal)
  return loaded.ok
}

function sayProblems(problems: readonly CentreProblem[]): undefined {
  for (const { file, line, rule, detail } of problems) process.stderr.write(`${file}:${line} ${rule} ${detail}\n`)
  say(words.centreRefused)
}

const never: KeptPages = { answer: async () => false, watch: () => false, size: () => 0 }

async function listen(app: OpenedApp, pages: Pages): Promise<Result<Server, StartRefusal>> {
  const { port, host } = app.config
  const handler = await pages.open()
  const kept = pages.keep ? createKeptPages(app.content) : never
  const server = createHttpServer({ app, api: apiRoutes(app, new Hono()), operations: createOperations(app, measures), pages: handler, kept })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const refusal = portRefusal(error, port, host)
      if (refusal) resolve(refuse(refusal))
      else reject(error)
    })
    server.listen(port, host, () => resolve(done(server)))
  })
}

/** Listens from the first moment, so that a signal during the first load lets it end instead of cutting it. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve('asked'))
    stayWithParent(() => resolve('asked'))
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
