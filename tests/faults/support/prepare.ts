/** Puts people with a test under way into a centre, before its server runs. */
import { createHash, randomBytes } from 'node:crypto'
import type { PersonId } from '#kernel/id.ts'
import { startAttempt } from '#modules/learning/index.ts'
import { makeClient } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { type DatabaseOptions, openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { openApp } from '../../../src/open-app.ts'
import { actorWith } from '../../support/actors.ts'
import { type CourseShape, publishTestCourse, testLearner } from '../../support/test-course.ts'
import type { Taker } from './subject.ts'

export interface Preparation {
  readonly takers: number
  readonly course?: CourseShape
  /** Without it nobody has begun the test yet. */
  readonly begun?: boolean
}

export interface Prepared {
  readonly takers: Taker[]
  readonly items: string[]
  readonly authorization: string
}

export const items = Array.from({ length: 8 }, (_, i) => `T01-G00${i + 1}`)

export interface Place {
  readonly connection: DatabaseOptions['connection']
  readonly dataFolder: string
  readonly port: number
}

export async function prepare(to: Place, { takers: count, course = {}, begun = true }: Preparation): Promise<Prepared> {
  return inCentre(to, async (app) => {
    await publishTestCourse(app, course)
    const takers: Taker[] = []
    for (let i = 0; i < count; i++) {
      const person = await testLearner(app)
      const attempt = app.newId()
      if (begun) await startAttempt(app, { person, course: 'T01', test: 'final', attempt })
      takers.push({ person, session: await sessionFor(app.db, person), attempt })
    }
    return { takers, items, authorization: await newClient(app) }
  })
}

/** Does something in a centre, beside its server. */
export async function inCentre<T>(to: Place, work: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig({ PUTOKAZ_DATA: to.dataFolder, PORT: String(to.port) })
  if (!config.ok) throw new Error(config.refusal.variable)
  const app = await openApp(config.value, openDatabase({ connection: to.connection, max: 4 }), createLog(`${to.dataFolder}/prepare.log`))
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Another system that may do everything in the record store: its `Authorization` header. */
export async function newClient(app: App): Promise<string> {
  const actor = actorWith(['admin'], { id: app.newId() as PersonId })
  const made = await makeClient(app, { actor, name: 'Пробни систем', scopes: ['all'], origins: [], edition: '1.0.3' })
  if (!made.ok) throw new Error(made.refusal)
  return `Basic ${Buffer.from(`${made.value.key}:${made.value.secret}`).toString('base64')}`
}

/** A session as a sign-in leaves it, for longer than any experiment. */
export async function sessionFor(db: { executeSql(text: string, values?: unknown[]): Promise<unknown> }, person: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.executeSql(
    `insert into session (token_hash, person, created_at, last_seen_at, expires_at, user_agent, network)
     values ($1, $2, now(), now(), now() + interval '30 days', '', '')`,
    [createHash('sha256').update(token).digest(), person],
  )
  return token
}
