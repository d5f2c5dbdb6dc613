import { toLatin } from '@putokaz/serbian'
import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { choose } from '#kernel/localized.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { type AttemptView, attemptView, handIn } from '#modules/learning/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../enter.ts'

/** The attempt of this address while it is open; once it is over its result is where the reader belongs. */
export async function openAttempt(event: RequestEvent): Promise<{ person: SignedIn; view: AttemptView }> {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const id = event.params.id ?? ''
  const view = isUuid(id) ? await attemptView(app.db, { person: person.id, attempt: id, variant, now: app.now() }) : null
  if (!view) error(404)
  if (view.stage === 'overdue') await handIn(app, { person: person.id, attempt: id })
  if (view.stage !== 'open') redirect(303, address(variant, `/attempts/${id}/result`))
  return { person, view }
}

/** What a page says of the course of an attempt. */
export async function courseOf({ locals: { app, variant } }: RequestEvent, view: Pick<AttemptView, 'courseVersion'>) {
  const course = await courseVersion(app.db, view.courseVersion as CourseVersionId)
  if (!course) error(404)
  return { course, title: choose(course.title, variant, toLatin), code: course.code, sample: course.sample }
}
