/** Jobs by pg-boss. */
import { fromKysely, PgBoss } from 'pg-boss'
import type { Fact } from '#kernel/fact.ts'
import type { App, Jobs } from './app.ts'
import { type Database, rawHandle } from './db.ts'
import type { Reaction } from './facts.ts'
import { errorFields } from './log.ts'

interface Work {
  readonly reaction: string
  readonly body: Fact['body']
}

const queue = 'reaction'
const batch = 20

export async function openJobs(db: Database, reactions: readonly Reaction[]): Promise<Jobs> {
  const boss = new PgBoss({ db: fromKysely(rawHandle(db)), schedule: false, supervise: false, warningSlowQuerySeconds: 30 })
  // pg-boss reports what it will retry by itself; a listener keeps that from ending the process.
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(queue, { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 300 })
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]))

  async function work(app: App): Promise<number> {
    const jobs = await boss.fetch<Work>(queue, { batchSize: batch })
    for (const { id, data } of jobs) {
      try {
        await byName.get(data.reaction)?.react(app, data.body)
        await boss.complete(queue, id)
      } catch (error) {
        app.log.error('reaction failed', { reaction: data.reaction, ...errorFields(error) })
        await boss.fail(queue, id, { error: error instanceof Error ? error.message : 'unknown' })
      }
    }
    return jobs.length
  }

  let stopping = false
  let turning: Promise<void> | undefined
  return {
    async enqueue(tx, facts) {
      const jobs = facts.flatMap(({ kind, body }) =>
        reactions.filter((reaction) => reaction.hears === kind).map(({ name }) => ({ data: { reaction: name, body } })),
      )
      if (jobs.length > 0) await boss.insert(queue, jobs, { db: fromKysely(rawHandle(tx)) })
    },
    async start(app) {
      turning = turn(app, work, () => stopping)
    },
    async drain(app) {
      let sum = 0
      for (let count = await work(app); count > 0; count = await work(app)) sum += count
      return sum
    },
    async stop() {
      stopping = true
      await turning
      await boss.stop({ graceful: false })
    },
  }
}

const pause = 500

async function turn(app: App, work: (app: App) => Promise<number>, stopping: () => boolean): Promise<void> {
  while (!stopping()) {
    const count = await work(app).catch((error: unknown) => {
      app.log.error('jobs unreachable', errorFields(error))
      return 0
    })
    if (count < batch) await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
