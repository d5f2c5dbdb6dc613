import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { openAddress, openedLetter, retryLetter, withdrawLetter } from '#modules/notices/index.ts'
import * as words from '#texts/generated/letters.ts'
import { address } from '#ui/address.ts'
import { kindWord } from '../../../../letter-kinds.ts'
import { clockOf } from '../../clock.ts'
import { whoMay } from '../../enter.ts'
import { problemWord, stateWords } from '../letter-words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app, variant } = event.locals
  const letter = await openedLetter(app.db, idOf(event))
  if (!letter) error(404)
  const clock = (at: Date | null) => (at === null ? null : clockOf(at))
  return {
    title: words.letterTitle(variant, { kind: kindWord(letter.kind, variant) }),
    all: address(variant, '/admin/mail'),
    facts: [
      { term: words.mailTo(variant), text: letter.to ?? words.mailOffice(variant) },
      { term: words.mailState(variant), text: stateWords[letter.state](variant) },
      ...(letter.problem === null ? [] : [{ term: words.mailProblem(variant), text: problemWord(letter.problem, variant) }]),
      { term: words.mailTries(variant), text: String(letter.tries) },
      ...(letter.messageId === null ? [] : [{ term: words.mailId(variant), text: letter.messageId, lang: 'zxx' }]),
    ],
    times: [
      { term: words.mailMade(variant), at: clock(letter.madeAt) },
      { term: words.mailNextTry(variant), at: clock(letter.nextTry) },
      { term: words.mailSentAt(variant), at: clock(letter.sentAt) },
    ].flatMap(({ term, at }) => (at === null ? [] : [{ term, at }])),
    said: letter.said,
    hasPerson: letter.to !== null,
    mayRetry: letter.mayRetry,
    mayWithdraw: letter.mayWithdraw,
    outcome: event.url.searchParams.get('outcome'),
  }
}

export const actions: Actions = {
  async retry(event) {
    const person = whoMay(event, 'run-centre')
    const outcome = await retryLetter(event.locals.app, { by: person.id, letter: idOf(event) })
    if (!outcome.ok) return fail(409, { refusal: outcome.refusal })
    redirect(303, `${event.url.pathname}?outcome=retried`)
  },
  async withdraw(event) {
    const person = whoMay(event, 'run-centre')
    const outcome = await withdrawLetter(event.locals.app, { by: person.id, letter: idOf(event) })
    if (!outcome.ok) return fail(409, { refusal: outcome.refusal })
    redirect(303, `${event.url.pathname}?outcome=withdrawn`)
  },
  /** Shown in the answer alone: the address stands in no place that could be opened again without a note. */
  async openAddress(event) {
    const person = whoMay(event, 'run-centre')
    const outcome = await openAddress(event.locals.app, { by: person.id, letter: idOf(event) })
    if (!outcome.ok) error(404)
    return { address: outcome.value }
  },
}

function idOf({ params }: Pick<RequestEvent<{ letter: string }>, 'params'>): string {
  if (!isUuid(params.letter)) error(404)
  return params.letter
}
