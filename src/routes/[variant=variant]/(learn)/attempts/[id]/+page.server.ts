import { formatDate } from '@putokaz/serbian'
import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { dayOf } from '#modules/certificates/index.ts'
import { type FormRefusal, flagItem, lateWork, saveAnswerFromForm } from '#modules/learning/index.ts'
import { address } from '#ui/address.ts'
import type { Actions, PageServerLoad } from './$types'
import { attemptUnderWay, courseOf, lateSaid, openAttempt } from './attempt.ts'

export const load: PageServerLoad = async (event) => {
  const { person, view } = await attemptUnderWay(event)
  const { title, code } = await courseOf(event, view)
  const asked = event.url.searchParams.get('q')
  const isAll = asked === 'all'
  const at = Math.min(Math.max(1, Number(asked) || 1), view.items.length)
  const items = view.items.map((item, i) => ({ ...item, number: i + 1 }))
  const away = view.stage === 'away' && view.takenUntil ? { person: person.id, until: dayWords(view.takenUntil, event.locals.variant) } : null
  const late = view.wasTaken && !away ? await lateWork(event.locals.app, { person: person.id, attempt: view.id }) : null
  return {
    away,
    late: late && lateSaid(late, view, event.locals.variant),
    attempt: { id: view.id, test: view.test, dueAt: view.dueAt?.toISOString() ?? null, now: event.locals.app.now().toISOString() },
    course: { title, code },
    every: away ? items.map(({ question }) => question) : [],
    at: isAll ? null : at,
    shown: isAll ? items : items.slice(at - 1, at),
    all: items.map(({ question, response, flagged, number }) => ({ item: question.id, number, answered: response !== null, flagged })),
  }
}

const dayWords = (at: Date, variant: Variant) => formatDate(dayOf(at), variant, 'genitive')

/** Refusals that the reader can mend on the page; after any other one the page knows where she belongs. */
const mendable: readonly FormRefusal[] = ['places-taken-twice', 'response-malformed']

export const actions: Actions = {
  default: async (event) => {
    const { person, view } = await openAttempt(event)
    const form = await event.request.formData()
    const own = new Set<string>(view.items.map(({ question }) => question.id))
    const items = [...new Set(form.getAll('item').map(String))].filter((item) => own.has(item))
    const errors: Record<string, FormRefusal> = {}
    for (const item of items) {
      const saved = await saveAnswerFromForm(event.locals.app, { person: person.id, attempt: view.id, item, fields: form })
      if (!saved.ok && mendable.includes(saved.refusal)) errors[item] = saved.refusal
    }
    if (Object.keys(errors).length > 0) return fail(400, { errors })
    const [mark, flagged] = String(form.get('flag') ?? '').split(':')
    if (flagged) await flagItem(event.locals.app, { person: person.id, attempt: view.id, item: flagged, flagged: mark === 'on' })
    redirect(303, whereTo(event, view.id, flagged ? '' : String(form.get('go') ?? '')))
  },
}

function whereTo({ locals, url }: RequestEvent, id: string, go: string): string {
  if (go === 'review') return address(locals.variant, `/attempts/${id}/review`)
  if (go === 'all' || /^\d{1,3}$/.test(go)) return address(locals.variant, `/attempts/${id}?q=${go}`)
  return url.pathname + url.search
}
