/** Fifty people in the middle of the final test, made by the product's own commands. */
import type { PersonId } from '#kernel/id.ts'
import { startAttempt } from '#modules/learning/index.ts'
import { openSession } from '#modules/people/commands/open-session.ts'
import { addPerson } from '#modules/people/index.ts'
import type { QuestionType, Response } from '#modules/questions/index.ts'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { createLog } from '#platform/log.ts'
import { runningPostgres } from '#platform/postgres/index.ts'
import { answersOf } from '../src/modules/learning/attempt-store.ts'
import { openApp } from '../src/open-app.ts'
import { openMigratedDatabase } from '../src/start/open-database.ts'
import type { RunningServer } from './rig.ts'

export interface Learner {
  readonly cookie: string
  readonly attempt: string
  readonly answers: readonly { readonly item: string; readonly response: Response }[]
}

const anyResponse: { readonly [T in QuestionType]: Response & { type: T } } = {
  single: { type: 'single', chosen: 'a' },
  multiple: { type: 'multiple', chosen: ['a', 'b'] },
  truefalse: { type: 'truefalse', chosen: true },
  matching: { type: 'matching', pairs: { a: '1', b: '2' } },
  ordering: { type: 'ordering', order: ['a', 'b', 'c'] },
  shorttext: { type: 'shorttext', text: 'тражилац' },
  numeric: { type: 'numeric', text: '72' },
  gaptext: { type: 'gaptext', gaps: { a: 'азил', b: 'захтев' } },
}

export async function connectionOf(server: RunningServer): Promise<{ host: string; port: number; user: string; database: string }> {
  const connection = await runningPostgres(server.dataFolder)
  if (!connection) throw new Error('the database of the server is not found')
  return connection
}

/** Beside the running server, on its database. */
export async function makeLearners(server: RunningServer, count: number): Promise<Learner[]> {
  const read = readConfig({ PORT: String(server.port), PUTOKAZ_DATA: server.dataFolder })
  if (!read.ok) throw new Error(read.refusal.rule)
  const log = createLog(`${server.dataFolder}/bench.log`)
  const opened = await openMigratedDatabase(read.value, { log, progress: () => {}, join: true })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const app = await openApp(read.value, opened.value.db, log)
  try {
    const made: Learner[] = []
    for (let number = 0; number < count; number++) made.push(await learner(app, number))
    return made
  } finally {
    await app.close()
    await opened.value.stop()
  }
}

async function learner(app: App, number: number): Promise<Learner> {
  const added = await addPerson(app, { email: `merenje${number}@primer.invalid`, name: 'Ана Пробић', roles: ['learner'], variant: 'sr-Cyrl', sample: true })
  if (!added.ok) throw new Error(added.refusal)
  const { token } = await app.db.transact((tx) => openSession(app, tx, added.value, { way: 'password', from: { address: '127.0.0.1' } }))
  const attempt = app.newId()
  const started = await startAttempt(app, { person: added.value as PersonId, course: 'C01', test: 'final', attempt })
  if (!started.ok) throw new Error(started.refusal)
  const rows = await answersOf(app.db, attempt)
  return {
    cookie: `${sessionCookie(app.config)}=${token}`,
    attempt,
    answers: rows.map(({ item, type }) => ({ item, response: anyResponse[type as QuestionType] })),
  }
}
