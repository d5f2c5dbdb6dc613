/** Work that waited when the backup was made. */
import * as v from 'valibot'
import type { FactBody } from '#kernel/fact.ts'
import { jobsEntry } from './format.ts'

const shortText = v.pipe(v.string(), v.maxLength(2000))
const Line = v.strictTuple([
  v.pipe(v.string(), v.uuid()),
  // As `Reaction.name` is: the module, the deed, and perhaps the fact after which it is done.
  v.pipe(v.string(), v.regex(/^[a-z-]+(\.[a-z-]+){1,3}$/)),
  v.pipe(
    v.string(),
    v.parseJson(),
    v.record(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,50}$/)), v.nullable(v.union([shortText, v.number(), v.boolean(), v.array(shortText)]))),
  ),
])

export interface RestoredJob {
  readonly id: string
  readonly reaction: string
  readonly body: FactBody
}

const mostJobs = 100_000

/** Jobs that no restore takes. */
export class OddJobs extends Error {
  readonly fault: { readonly reason: 'row-malformed' | 'content-differs'; readonly at: string; readonly rule?: string }
  constructor(fault: OddJobs['fault']) {
    super(fault.reason)
    this.name = 'OddJobs'
    this.fault = fault
  }
}

export async function readJobs(lines: AsyncIterable<Buffer>, announced: number): Promise<RestoredJob[]> {
  if (announced > mostJobs) throw new OddJobs({ reason: 'row-malformed', at: jobsEntry, rule: 'count' })
  const jobs: RestoredJob[] = []
  for await (const line of lines) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Line), line.toString())
    if (!parsed.success) throw new OddJobs({ reason: 'row-malformed', at: `${jobsEntry} line ${jobs.length + 1}` })
    const [id, reaction, body] = parsed.output
    jobs.push({ id, reaction, body })
  }
  if (jobs.length !== announced) throw new OddJobs({ reason: 'content-differs', at: jobsEntry, rule: 'rows' })
  return jobs
}
