/** What the jobs are doing, as their tables say it. Work that failed for good is parked: it waits for somebody to look at it. */
import { sql } from 'kysely'
import { type Db, rawHandle, type Tx } from './db.ts'

export type JobState = 'waiting' | 'again' | 'running' | 'parked'

export interface JobsOverview {
  readonly waiting: number
  /** Failed, and to be tried again. */
  readonly again: number
  readonly running: number
  /** Failed so often that nobody tries any more. */
  readonly parked: number
  /** Since when the one waits that could have run longest ago. */
  readonly oldestDue: Date | null
}

export interface ListedJob {
  readonly id: string
  readonly state: JobState
  /** `search.index-course`. */
  readonly reaction: string
  /** Ids of what it is about. */
  readonly body: unknown
  readonly madeAt: Date
  /** When it runs next; for one that is parked, when it ran last. */
  readonly at: Date | null
  readonly tries: number
  readonly reason: string | null
}

const ours = sql`name in ('reaction', 'slow-reaction')`
const stateOf = sql`case state::text when 'created' then 'waiting' when 'retry' then 'again' when 'active' then 'running' else 'parked' end`
const unfinished = sql`state::text in ('created', 'retry', 'active', 'failed')`

export async function jobsOverview(db: Db): Promise<JobsOverview> {
  const found = await sql<JobsOverview>`
    select count(*) filter (where state::text = 'created')::int as waiting, count(*) filter (where state::text = 'retry')::int as again,
      count(*) filter (where state::text = 'active')::int as running, count(*) filter (where state::text = 'failed')::int as parked,
      min(start_after) filter (where state::text in ('created', 'retry') and start_after <= now()) as "oldestDue"
    from pgboss.job where ${ours} and ${unfinished}`.execute(rawHandle(db))
  return found.rows[0] ?? { waiting: 0, again: 0, running: 0, parked: 0, oldestDue: null }
}

/** Jobs that are not done, parked ones first, then the oldest. */
export async function listJobs(db: Db, { most }: { most: number }): Promise<ListedJob[]> {
  const found = await sql<ListedJob>`
    select id, ${stateOf} as state, data->>'reaction' as reaction, data->'body' as body, created_on as "madeAt",
      case when state::text = 'active' then started_on when state::text = 'failed' then completed_on else start_after end as at,
      case when state::text = 'created' then 0 else retry_count + case when state::text = 'retry' then 0 else 1 end end as tries,
      left(coalesce(output->>'error', output->>'message', output->'value'->>'message'), 300) as reason
    from pgboss.job where ${ours} and ${unfinished}
    order by state::text = 'failed' desc, created_on, id limit ${most}`.execute(rawHandle(db))
  return found.rows
}

const triesGiven = 3

/** Gives parked jobs three more tries, from now on: one of them, or all. Says which reactions they belong to. */
export async function retryJobs(tx: Tx, id: string | 'all'): Promise<string[]> {
  const found = await sql<{ reaction: string }>`
    update pgboss.job set state = 'retry', retry_limit = retry_count + ${triesGiven}, completed_on = null, start_after = now()
    where ${ours} and state::text = 'failed' and (${id} = 'all' or id::text = ${id}) returning data->>'reaction' as reaction`.execute(rawHandle(tx))
  return found.rows.map(({ reaction }) => reaction)
}

/** Takes a parked job out for ever. Says which reaction it belonged to; undefined when there is none such. */
export async function discardJob(tx: Tx, id: string): Promise<string | undefined> {
  const found = await sql<{ reaction: string }>`
    delete from pgboss.job where ${ours} and state::text = 'failed' and id::text = ${id} returning data->>'reaction' as reaction`.execute(rawHandle(tx))
  return found.rows[0]?.reaction
}
