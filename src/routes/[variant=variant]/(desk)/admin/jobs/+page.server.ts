import { fail, redirect } from '@sveltejs/kit'
import { jobsOverview, listJobs } from '#platform/jobs-overview.ts'
import { address } from '#ui/address.ts'
import { discardParked, retryParked } from '../../../../../running/jobs.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const most = 200

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { db } = event.locals.app
  const { oldestDue, ...counts } = await jobsOverview(db)
  const jobs = await listJobs(db, { most })
  return {
    counts,
    most,
    done: event.url.searchParams.get('done'),
    oldestDue: oldestDue && clockOf(oldestDue),
    jobs: jobs.map(({ id, state, reaction, body, madeAt, at, tries, reason }) => ({
      id,
      state,
      reaction,
      about: idsIn(body),
      madeAt: clockOf(madeAt),
      at: at && clockOf(at),
      tries,
      reason,
    })),
  }
}

/** The ids that a job is about, short enough for a table. */
function idsIn(body: unknown): string {
  if (body === null || typeof body !== 'object') return ''
  return Object.values(body)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join(' ')
    .slice(0, 120)
}

async function chosen(event: RequestEvent): Promise<string> {
  const id = (await event.request.formData()).get('job')
  return typeof id === 'string' ? id : ''
}

const back = (event: RequestEvent, done: string) => redirect(303, address(event.locals.variant, `/admin/jobs?done=${done}`))

export const actions: Actions = {
  retry: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const outcome = await retryParked(event.locals.app, { actor, id: await chosen(event) })
    return outcome.ok ? back(event, 'retried') : fail(409, { refusal: outcome.refusal })
  },
  discard: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const outcome = await discardParked(event.locals.app, { actor, id: await chosen(event) })
    return outcome.ok ? back(event, 'discarded') : fail(409, { refusal: outcome.refusal })
  },
}
