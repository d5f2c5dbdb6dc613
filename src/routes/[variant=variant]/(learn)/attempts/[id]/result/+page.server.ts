import { toLatin } from '@putokaz/serbian'
import { error, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { choose } from '#kernel/localized.ts'
import { unitsInOrder } from '#modules/courses/index.ts'
import { acts } from '#modules/laws/index.ts'
import { type AttemptResult, attemptResult, attemptView, lateWork, percentOf, progressOf, testStart } from '#modules/learning/index.ts'
import { answerWords } from '#modules/learning/ui/answer-words.ts'
import { citedActs } from '#modules/questions/ui/cited-acts.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../../enter.ts'
import { courseOf, lateSaid } from '../attempt.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const id = event.params.id
  const asked = { person: person.id, attempt: id, variant, now: app.now() }
  const result = isUuid(id) ? await attemptResult(app.db, asked) : null
  if (!result) return isUuid(id) && (await attemptView(app.db, asked)) ? redirect(303, address(variant, `/attempts/${id}`)) : error(404)
  const { course, title, code, sample } = await courseOf(event, result)
  const units = new Map(unitsInOrder(course).map((unit) => [unit.slug, choose(unit.title, variant, toLatin)]))
  const progress = await progressOf(app, person.id, course)
  const left = (await testStart(app, { course: code, test: result.test, person: person.id }))?.hers?.left ?? 0
  const named = await actNames(event)
  const late = result.wasTaken ? await lateWork(app, { person: person.id, attempt: id }) : null
  const items = result.items.map((item) => ({
    ...told(item, variant, {
      href: address(variant, `/courses/${code}/${item.told.passage.unit}${item.told.passage.id ? `#${item.told.passage.id}` : ''}`),
      title: units.get(item.told.passage.unit),
    }),
    late: late?.answers.has(item.question.id) ? answerWords(item.question, late.answers.get(item.question.id) ?? null, variant) : null,
    origin: item.question.origin,
    cites: citedActs(item.told.cites, named, variant),
  }))
  return {
    result: { test: result.test, passed: result.passed, pass: result.pass, percent: percentOf(result) },
    course: { code, title, sample },
    isCompleted: progress.completedAt !== undefined,
    left,
    late: late && lateSaid(late, result, variant),
    items,
  }
}

async function actNames({ locals: { app, variant } }: Parameters<PageServerLoad>[0]) {
  const known = await acts(app.db)
  return Object.fromEntries(
    known.map(({ code, short }) => [code, { name: choose(short, variant, toLatin).text, href: address(variant, `/laws/${code.toLowerCase()}`) }]),
  )
}

function told(
  { question, response, points, correct, told: feedback }: AttemptResult['items'][number],
  variant: Variant,
  source: { href: string; title: { text: string } | undefined },
) {
  const chosen = response && 'chosen' in response ? [response.chosen].flat().map(String) : []
  return {
    id: question.id,
    prompt: question.prompt,
    outcome: correct ? ('right' as const) : points > 0 ? ('partly' as const) : ('wrong' as const),
    answer: answerWords(question, response, variant),
    solution:
      response?.type === 'truefalse' && !correct
        ? answerWords(question, { ...response, chosen: !response.chosen }, variant).map((text) => ({ text, variant }))
        : feedback.solution,
    feedback: feedback.feedback,
    hints: chosen.flatMap((option) => feedback.options[option] ?? []),
    source: source.title ? { href: source.href, title: source.title.text } : null,
  }
}
