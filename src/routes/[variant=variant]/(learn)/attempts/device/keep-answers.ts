import type { QuestionType } from '#modules/questions/domain/question.ts'
import { parseResponse } from '#modules/questions/domain/response.ts'
import { AnswersOnTheirWay, type State } from './answers-on-their-way.ts'
import { fillIn } from './fill-in.ts'
import { openHolder } from './hold-answers.ts'

const says: Record<State, string> = {
  saved: 'saysSaved',
  saving: 'saysSaving',
  kept: 'saysKept',
  'not-saved': 'saysNotSaved',
  'lost-session': 'saysLostSession',
  closed: 'saysClosed',
}
const typingPause = 500

/** Saves what is given in the form as it is given, and lets the reader go on only when it is saved. */
export function keepAnswers(page: HTMLElement, form: HTMLFormElement): AnswersOnTheirWay {
  const line = page.querySelector<HTMLElement>('[data-saved-state]')
  const items = [...form.querySelectorAll<HTMLElement>('[data-item]')]
  if (line) line.textContent = page.dataset.saysReady ?? ''
  const say = (state: State) => {
    if (line) line.textContent = page.dataset[says[state]] ?? ''
    line?.classList.toggle('unsaved', !['saved', 'saving', 'kept'].includes(state))
  }
  const { attempt = '', person = '', title = '' } = page.dataset
  const touched = new Set<string>()
  const answers = new AnswersOnTheirWay({
    attempt,
    holder: openHolder({ attempt, person, title }),
    known: new Map(items.map(({ dataset }) => [dataset.item ?? '', Number(dataset.sequence)])),
    say,
    saved: ({ item, response }) => mark(page, item, response !== null),
    found: ({ item, response }) => response && !touched.has(item) && fillIn(form, item, response),
  })
  const take = (item: HTMLElement, isLeaving: boolean) => {
    const { item: id = '', type } = item.dataset
    const parsed = parseResponse(type as QuestionType, new FormData(form), id)
    if (parsed.ok) answers[isLeaving ? 'putLeaving' : 'put'](id, parsed.value)
    else if (line) line.textContent = page.dataset.saysTwice ?? ''
  }
  const takeAll = listen(form, take, (item) => {
    touched.add(item)
    say('saving')
  })
  goWhenSaved(form, answers, takeAll)
  return answers
}

type Take = (item: HTMLElement, isLeaving: boolean) => void

/** Takes an answer when it was chosen, and when its writer pauses or leaves. Gives what takes all that is only just written. */
function listen(form: HTMLFormElement, take: Take, touched: (item: string) => void): () => void {
  const typing = new Map<HTMLElement, ReturnType<typeof setTimeout>>()
  const takeNow = (item: HTMLElement, isLeaving = false) => {
    clearTimeout(typing.get(item))
    typing.delete(item)
    take(item, isLeaving)
  }
  const itemOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>('[data-item]')
  form.addEventListener('input', (event) => {
    const item = itemOf(event)
    if (!item) return
    touched(item.dataset.item ?? '')
    clearTimeout(typing.get(item))
    typing.set(
      item,
      setTimeout(() => takeNow(item), typingPause),
    )
  })
  form.addEventListener('change', (event) => {
    const item = itemOf(event)
    if (item) takeNow(item)
  })
  const takeAll = (isLeaving = false) => {
    for (const item of [...typing.keys()]) takeNow(item, isLeaving)
  }
  addEventListener('pagehide', () => takeAll(true))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && takeAll())
  return takeAll
}

/** The form saves what it shows, but a line that is down would lose the page: first what waits, then on. */
function goWhenSaved(form: HTMLFormElement, answers: AnswersOnTheirWay, takeAll: () => void): void {
  let mayGo = false
  form.addEventListener('submit', async (event) => {
    if (mayGo) return
    takeAll()
    if (answers.isEmpty()) return
    event.preventDefault()
    if (!(await answers.empty())) return
    mayGo = true
    form.requestSubmit(event.submitter)
  })
}

function mark(page: HTMLElement, item: string, isAnswered: boolean): void {
  const button = page.querySelector<HTMLElement>(`[data-state-of="${CSS.escape(item)}"]`)
  const words = button?.querySelector('[data-says]')
  button?.classList.toggle('answered', isAnswered)
  if (words) words.textContent = (isAnswered ? page.dataset.saysAnswered : page.dataset.saysUnanswered) ?? ''
}
