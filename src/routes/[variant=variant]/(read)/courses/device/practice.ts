import { type Gradable, grade } from '#modules/questions/domain/grade.ts'
import type { AnswerKey } from '#modules/questions/domain/question.ts'
import { parseResponse, type Response } from '#modules/questions/domain/response.ts'
import type { Kept } from './kept.ts'

/** Grades practice questions on the device, by the same rules as the server, and keeps the answers. */
export function answerPractice(page: HTMLElement, keeper: Promise<Kept | undefined>): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-practice]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void answer(form, keeper)
    })
  }
}

async function answer(form: HTMLFormElement, keeper: Promise<Kept | undefined>): Promise<void> {
  const { practice: id = '', gradable = '{}', key = '{}' } = form.dataset
  const answerKey = JSON.parse(key) as AnswerKey
  const parsed = parseResponse(answerKey.type, new FormData(form), id)
  const box = form.closest('.box')
  const response = parsed.ok ? parsed.value : null
  show(form, '[data-say=empty]', parsed.ok && response === null)
  show(form, '[data-say=twice]', !parsed.ok)
  if (!box || !response) return show(box, '.answered', false)
  const graded = grade(JSON.parse(gradable) as Gradable, answerKey, response)
  tell(box, response, graded)
  const kept = await keeper.then((opened) => opened?.saveAnswer(id, response, graded.correct)).catch(() => undefined)
  show(box, '[data-kept]', kept !== undefined)
  const said = box.querySelector<HTMLElement>('[data-kept]')
  void kept?.sent?.then(() => {
    if (said) said.textContent = said.dataset.sent ?? said.textContent
  })
}

function tell(box: Element, response: Response, { score, correct }: { score: number; correct: boolean }): void {
  const outcome = correct ? 'right' : score > 0 ? 'partly' : 'wrong'
  const chosen = 'chosen' in response ? [response.chosen].flat().map(String) : []
  for (const one of box.querySelectorAll<HTMLElement>('[data-outcome]')) one.hidden = one.dataset.outcome !== outcome
  for (const one of box.querySelectorAll<HTMLElement>('[data-option]')) one.hidden = !chosen.includes(one.dataset.option ?? '')
  show(box, '[data-solution]', !correct)
  show(box, '.answered', true)
}

function show(within: ParentNode | null, selector: string, isShown: boolean): void {
  const found = within?.querySelector<HTMLElement>(selector)
  if (found) found.hidden = !isShown
}
