/** What an administrator does about jobs that failed for good. */

import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { discardJob, retryJobs } from '#platform/jobs-overview.ts'

export type JobRefusal = 'not-parked'

/** Gives a parked job, or all of them, more tries; says how many. */
export function retryParked(app: App, { actor, id }: { actor: SignedIn; id: string | 'all' }): Promise<Result<number, JobRefusal>> {
  return app.db.transact(async (tx) => {
    const reactions = await retryJobs(tx, id)
    if (reactions.length === 0) return refuse('not-parked')
    const detail = { count: reactions.length, reaction: [...new Set(reactions)].sort().join(' ') }
    await noteDeed(app, tx, { deed: 'running.jobs-retried', by: actor.id, ...(id !== 'all' && { on: `job:${id}` }), detail })
    return done(reactions.length)
  })
}

/** Gives a parked job up. */
export function discardParked(app: App, { actor, id }: { actor: SignedIn; id: string }): Promise<Result<null, JobRefusal>> {
  return app.db.transact(async (tx) => {
    const reaction = await discardJob(tx, id)
    if (reaction === undefined) return refuse('not-parked')
    await noteDeed(app, tx, { deed: 'running.job-discarded', by: actor.id, on: `job:${id}`, detail: { reaction } })
    return done(null)
  })
}
