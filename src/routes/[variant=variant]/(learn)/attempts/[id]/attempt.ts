import { formatDate, toLatin } from '@putokaz/serbian'
import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { choose, type Variant } from '#kernel/localized.ts'
import { dayOf } from '#modules/certificates/index.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { type AttemptView, attemptView, handIn, type LateWork, strandedAttempts, takeInDeviceWork } from '#modules/learning/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../enter.ts'

interface Entered {
  readonly person: SignedIn
  readonly view: AttemptView
}

/** The attempt of this address while it is open here; while a device has it, the page that says so is where the reader belongs. */
export async function openAttempt(event: RequestEvent): Promise<Entered> {
  const entered = await attemptUnderWay(event)
  if (entered.view.stage === 'away') redirect(303, address(event.locals.variant, `/attempts/${entered.view.id}`))
  return entered
}

/** The attempt while it is under way, here or on a device; once it is over its result is where the reader belongs. */
export async function attemptUnderWay(event: RequestEvent): Promise<Entered> {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const id = event.params.id ?? ''
  const look = () => attemptView(app.db, { person: person.id, attempt: id, variant, now: app.now() })
  const found = isUuid(id) ? await look() : null
  // What has arrived counts when she looks, also if the job that takes it in still waits for its turn.
  if (found?.stage === 'away') await takeInDeviceWork(app, { person: person.id, attempt: id })
  const view = found?.stage === 'away' ? await look() : found
  // Her work has arrived, and the page of hers that says so tells why it can't be counted.
  if (!view && (await strandedAttempts(app, person.id)).some(({ attempt }) => attempt === id)) redirect(303, address(variant, '/me#stranded'))
  if (!view) error(404)
  if (view.stage === 'overdue') await handIn(app, { person: person.id, attempt: id })
  if (view.stage !== 'open' && view.stage !== 'away') redirect(303, address(variant, `/attempts/${id}/result`))
  return { person, view }
}

/** What a page says of the course of an attempt. */
export async function courseOf({ locals: { app, variant } }: RequestEvent, view: Pick<AttemptView, 'courseVersion'>) {
  const course = await courseVersion(app.db, view.courseVersion as CourseVersionId)
  if (!course) error(404)
  return { course, title: choose(course.title, variant, toLatin), code: course.code, sample: course.sample }
}

/** What the notice says of answers that came too late. */
export function lateSaid({ broughtBack, at, answers }: LateWork, { items }: { items: readonly { question: { id: string } }[] }, variant: Variant) {
  const numbers = items.flatMap(({ question }, i) => (answers.has(question.id) ? [i + 1] : []))
  return { broughtBack, day: formatDate(dayOf(at), variant, 'genitive'), numbers }
}
