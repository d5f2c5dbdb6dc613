import type { QuestionType } from '#modules/questions/domain/question.ts'
import { parseResponse } from '#modules/questions/domain/response.ts'
import { type Outbox, openOutbox, type State } from './outbox.ts'

const says: Record<State, string> = {
  saved: 'saysSaved',
  saving: 'saysSaving',
  'not-saved': 'saysNotSaved',
  'lost-session': 'saysLostSession',
  closed: 'saysClosed',
}
const typingPause = 500

/** Saves what is given in the form as it is given, and lets the reader go on only when it is saved. */
export function keepAnswers(page: HTMLElement, form: HTMLFormElement): Outbox {
  const line = page.querySelector<HTMLElement>('[data-saved-state]')
  const items = [...form.querySelectorAll<HTMLElement>('[data-item]')]
  const known = new Map(items.map(({ dataset }) => [dataset.item ?? '', Number(dataset.sequence)]))
  if (line) line.textContent = page.dataset.saysReady ?? ''
  const say = (state: State) => {
    if (line) line.textContent = page.dataset[says[state]] ?? ''
    line?.classList.toggle('unsaved', state !== 'saved' && state !== 'saving')
  }
  const outbox = openOutbox({ attempt: page.dataset.attempt ?? '', known, say, saved: ({ item, response }) => mark(page, item, response !== null) })
  const typing = new Map<HTMLElement, ReturnType<typeof setTimeout>>()

  const take = (item: HTMLElement) => {
    clearTimeout(typing.get(item))
    typing.delete(item)
    const { item: id = '', type } = item.dataset
    const parsed = parseResponse(type as QuestionType, new FormData(form), id)
    if (parsed.ok) outbox.put(id, parsed.value)
    else if (line) line.textContent = page.dataset.saysTwice ?? ''
  }
  const itemOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>('[data-item]')

  form.addEventListener('input', (event) => {
    const item = itemOf(event)
    if (!item) return
    clearTimeout(typing.get(item))
    typing.set(
      item,
      setTimeout(() => take(item), typingPause),
    )
  })
  form.addEventListener('change', (event) => {
    const item = itemOf(event)
    if (item) take(item)
  })
  const takeAll = () => [...typing.keys()].forEach(take)
  addEventListener('pagehide', takeAll)

  // The form saves what it shows, but a line that is down would lose the page: first what waits, then on.
  let mayGo = false
  form.addEventListener('submit', async (event) => {
    if (mayGo) return
    takeAll()
    if (outbox.isEmpty()) return
    event.preventDefault()
    if (!(await outbox.empty())) return
    mayGo = true
    form.requestSubmit(event.submitter)
  })
  return outbox
}

function mark(page: HTMLElement, item: string, isAnswered: boolean): void {
  const button = page.querySelector<HTMLElement>(`[data-state-of="${CSS.escape(item)}"]`)
  const words = button?.querySelector('[data-says]')
  button?.classList.toggle('answered', isAnswered)
  if (words) words.textContent = (isAnswered ? page.dataset.saysAnswered : page.dataset.saysUnanswered) ?? ''
}
