/**
 * What a script adds to a test: every answer is saved as it is given, what could not be sent waits on the device until
 * it was, and the time runs. Nothing in this file knows any words: they stand in the page.
 */
import { keepAnswers } from './keep-answers.ts'
import { showTime } from './show-time.ts'

const page = document.querySelector<HTMLElement>('[data-attempt]')
const form = document.querySelector<HTMLFormElement>('#answers')
if (page && form) {
  const answers = keepAnswers(page, form)
  showTime(page, answers)
}
