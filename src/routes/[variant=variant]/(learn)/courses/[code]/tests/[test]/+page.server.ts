import { toLatin } from '@putokaz/serbian'
import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { choose } from '#kernel/localized.ts'
import { dayOf } from '#modules/certificates/index.ts'
import { waitsForChapters } from '#modules/courses/index.ts'
import { closeOverdue, startAttempt, testStart } from '#modules/learning/index.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../../../enter.ts'
import type { Actions, PageServerLoad } from './$types'

const courseCode = /^[A-Z]+\d+$/

export const load: PageServerLoad = async ({ locals: { app, person, variant }, params }) => {
  if (!courseCode.test(params.code)) error(404)
  if (person) await closeOverdue(app, person.id)
  const start = await testStart(app, { course: params.code, test: params.test, person: person?.id ?? null })
  if (!start) error(404)
  const { course, rules, hers } = start
  const past = hers?.past.map(({ handedInAt, ...attempt }) => ({ ...attempt, day: dayOf(handedInAt) })) ?? []
  return {
    course: { code: course.code, title: choose(course.title, variant, toLatin), sample: course.sample, waitsForChapters: waitsForChapters(course) },
    test: params.test,
    rules,
    hers: hers ? { left: hers.left, granted: hers.granted, open: hers.open, past } : null,
    attempt: app.newId(),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    const person = whoLearns(event)
    const form = await event.request.formData()
    const [attempt, along] = [String(form.get('attempt') ?? ''), form.get('along') === '1']
    const { code, test } = event.params
    const started = await startAttempt(app, { person: person.id, course: code, test, attempt: isUuid(attempt) ? attempt : app.newId(), along })
    if (started.ok) redirect(303, address(variant, `/attempts/${started.value.attempt}`))
    return started.refusal !== 'no-such-test' ? fail(409, { refusal: started.refusal }) : error(404)
  },
}
