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

/** Slow work waits in a queue of its own, so that nothing quick ever waits behind it. */
const queues = { quick: 'reaction', slow: 'slow-reaction' } as const
type Queue = keyof typeof queues
const batch = { quick: 20, slow: 1 } as const

const day = 86_400

/** What waits is never given up because a centre stood still; what failed for good stays long enough for somebody to look at it. */
const options = { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120, retentionSeconds: 3650 * day, deleteAfterSeconds: 90 * day }

export async function openJobs(db: Database, reactions: readonly Reaction[]): Promise<Jobs> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => db.executeSql(text, values) }, schedule: false, supervise: false, warningSlowQuerySeconds: 30 })
  // pg-boss reports what it will retry by itself; a listener keeps that from ending the process.
  boss.on('error', () => {})
  await boss.start()
  for (const name of Object.values(queues)) {
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
  }
  const worker = workerOn(boss, reactions)
  let stopping = false
  let turning: Promise<void> | undefined
  return {
    async enqueue(tx, facts) {
      const within = { db: fromKysely(rawHandle(tx)) }
      for (const queue of ['quick', 'slow'] as const) {
        const jobs = jobsFor(facts, reactions, queue)
        if (jobs.length > 0) await boss.insert(queues[queue], jobs, within)
      }
    },
    async again(tx, works) {
      const within = { db: fromKysely(rawHandle(tx)) }
      for (const queue of ['quick', 'slow'] as const) {
        const names = new Set(reactions.filter((reaction) => (reaction.slow === true) === (queue === 'slow')).map(({ name }) => name))
        const jobs = works.filter(({ reaction }) => names.has(reaction)).map(({ id, ...data }) => ({ id, data }))
        if (jobs.length > 0) await boss.insert(queues[queue], jobs, within)
      }
    },
    async start(app) {
      turning = turn(app, worker, () => stopping)
    },
    async drain(app, { quickOnly = false } = {}) {
      await worker.recover()
      let sum = 0
      for (let count = 1; count > 0; sum += count) count = (await worker.work(app, 'quick')) || (quickOnly ? 0 : await worker.work(app, 'slow'))
      return sum
    },
    async stop() {
      stopping = true
      await turning
      await boss.stop({ graceful: false })
    },
  }
}

function jobsFor(facts: readonly Fact[], reactions: readonly Reaction[], queue: Queue) {
  return facts.flatMap(({ kind, body }) =>
    reactions
      .filter((reaction) => reaction.hears === kind && (reaction.slow === true) === (queue === 'slow'))
      .map(({ name }) => ({ data: { reaction: name, body } })),
  )
}

interface Worker {
  /** Works off one batch and says how many jobs it had. */
  work(app: App, queue: Queue): Promise<number>
  /** Gives jobs back that a killed process had taken. */
  recover(): Promise<void>
}

function workerOn(boss: PgBoss, reactions: readonly Reaction[]): Worker {
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]))
  return {
    async work(app, queue) {
      const jobs = await boss.fetch<Work>(queues[queue], { batchSize: batch[queue] })
      for (const { id, data } of jobs) {
        try {
          await byName.get(data.reaction)?.react(app, data.body, id)
          await boss.complete(queues[queue], id)
        } catch (error) {
          app.log.error('reaction failed', { reaction: data.reaction, ...errorFields(error) })
          await boss.fail(queues[queue], id, { error: error instanceof Error ? error.message : 'unknown' })
        }
      }
      return jobs.length
    },
    async recover() {
      for (const name of Object.values(queues)) await boss.supervise(name)
    },
  }
}

const pause = 500
const recoverEvery = 60_000

async function turn(app: App, worker: Worker, stopping: () => boolean): Promise<void> {
  let recovered = 0
  while (!stopping()) {
    const count = await once(app, worker, Date.now() - recovered > recoverEvery)
    if (Date.now() - recovered > recoverEvery) recovered = Date.now()
    if (count === 0) await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function once(app: App, worker: Worker, recover: boolean): Promise<number> {
  try {
    if (recover) await worker.recover()
    return (await worker.work(app, 'quick')) || (await worker.work(app, 'slow'))
  } catch (error) {
    app.log.error('jobs unreachable', errorFields(error))
    return 0
  }
}
