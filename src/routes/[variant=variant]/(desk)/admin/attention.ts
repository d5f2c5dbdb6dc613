/** What waits for somebody's hand. A new thing that may need attention is one line in `askers`. */
import type { Variant } from '#kernel/localized.ts'
import { outboxState } from '#modules/notices/index.ts'
import { type Deed, maySomewhere, type SignedIn } from '#modules/people/index.ts'
import { requestDesk, shownProposals } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'
import { jobsOverview } from '#platform/jobs-overview.ts'
import * as words from '#texts/generated/admin.ts'
import { bounds, examine, freeBytes, type Thing } from '../../../../running/findings.ts'

/** One thing that waits: what it is, in one sentence, and the place below `/admin` where it is dealt with. */
export interface Waiting {
  readonly text: (variant: Variant) => string
  readonly path: string
}

interface Asker {
  readonly deed: Deed
  find(app: App): Promise<readonly Waiting[]>
}

const askers: readonly Asker[] = [
  { deed: 'run-centre', find: parkedJobs },
  { deed: 'run-centre', find: parkedLetters },
  { deed: 'run-centre', find: fullDisk },
  { deed: 'run-centre', find: wrongThings },
  { deed: 'handle-personal-data', find: openRequests },
  { deed: 'handle-personal-data', find: unconfirmedRemovals },
]

/** Everything that waits and that this person may deal with. */
export async function waitingFor(app: App, person: SignedIn): Promise<Waiting[]> {
  const asked = askers.filter(({ deed }) => maySomewhere(person, deed))
  return (await Promise.all(asked.map((asker) => asker.find(app)))).flat()
}

async function parkedJobs(app: App): Promise<Waiting[]> {
  const { parked: count } = await jobsOverview(app.db)
  return count > 0 ? [{ text: (variant) => words.jobsParkedWait(variant, { count }), path: 'jobs' }] : []
}

async function parkedLetters(app: App): Promise<Waiting[]> {
  const { parked: count } = await outboxState(app.db)
  return count > 0 ? [{ text: (variant) => words.lettersParkedWait(variant, { count }), path: 'mail' }] : []
}

async function fullDisk(app: App): Promise<Waiting[]> {
  return (await freeBytes(app)) < bounds.freeBytes.watch ? [{ text: words.diskWait, path: 'storage' }] : []
}

/** What has a line of its own above is not told twice. */
const toldAbove: readonly Thing[] = ['jobs', 'mail', 'disk']

async function wrongThings(app: App): Promise<Waiting[]> {
  const findings = await examine({ app })
  const count = findings.filter(({ thing, state }) => state === 'wrong' && !toldAbove.includes(thing)).length
  return count > 0 ? [{ text: (variant) => words.healthWait(variant, { count }), path: 'health' }] : []
}

async function openRequests(app: App): Promise<Waiting[]> {
  const count = (await requestDesk(app)).filter(({ closedAt }) => closedAt === null).length
  return count > 0 ? [{ text: (variant) => words.requestsWait(variant, { count }), path: 'privacy/requests' }] : []
}

async function unconfirmedRemovals(app: App): Promise<Waiting[]> {
  const waits = (await shownProposals(app)).some(({ state }) => state === 'proposed')
  return waits ? [{ text: words.removalWaits, path: 'privacy/retention' }] : []
}
