/** A real App on a copy of the template database, with a clock that a test moves. */
import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { uuidv7 } from '#kernel/id.ts'
import { sendDueLetters } from '#modules/notices/index.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createDatabase } from '#platform/postgres/index.ts'
import { type OpenedApp, openApp } from '../../src/open-app.ts'
import { templateDatabase } from './private-postgres.ts'

export interface TestApp extends OpenedApp {
  /** Moves the clock forward. */
  pass(milliseconds: number): void
  /** Works off all jobs and sends all letters that are due. */
  settle(): Promise<number>
}

/** Starts at 23 November 2026, 09:00 UTC. Close it when the file is done. */
export async function testApp(): Promise<TestApp> {
  const server = inject('postgres')
  const database = `t_${randomBytes(6).toString('hex')}`
  await createDatabase(server, database, templateDatabase)
  const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-app-'))
  const config = readConfig({ PUTOKAZ_DATA: dataFolder, PORT: '3999' })
  if (!config.ok) throw new Error(config.refusal.variable)
  const db = openDatabase({ connection: { ...server, database }, max: 12, keepsPlans: true })
  let at = Date.parse('2026-11-23T09:00:00Z')
  const opened = await openApp(config.value, db, createLog(join(dataFolder, 'log')))
  const app: TestApp = {
    ...opened,
    now: () => new Date(at),
    newId: () => uuidv7(at, randomBytes(10)),
    pass: (milliseconds) => {
      at += milliseconds
    },
    settle: async () => (await opened.jobs.drain(app)) + (await sendDueLetters(app)),
  }
  return app
}
