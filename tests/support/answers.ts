/** The right answers of the sample's questions, and how a person gives them on a page. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseQuestions, type QuestionSource } from '@putokaz/manuscript'
import type { Locator, Page } from 'playwright-core'
import { root } from './server.ts'

const folder = join(root, 'centre/courses/C01/questions')

/** Every question of C01 by its id. */
export const questions = new Map<string, QuestionSource>(
  readdirSync(folder).flatMap((file) => {
    const read = parseQuestions(readFileSync(join(folder, file), 'utf8'), { file })
    if (!read.ok) throw new Error(`${file} can't be read`)
    return read.value.map((question) => [question.id, question] as const)
  }),
)

export function questionOf(id: string): QuestionSource {
  const question = questions.get(id)
  if (!question) throw new Error(`The centre's files have no question ${id}`)
  return question
}

const field = (name: string) => `[name="${name}"]`

/** Fills in the right answer to the question whose fields stand inside `place`; `name` is that of its fields. */
export async function answerRightly(place: Page | Locator, id: string, name = id): Promise<void> {
  const question = questionOf(id)
  switch (question.type) {
    case 'single':
    case 'truefalse':
      return place.locator(`${field(name)}[value="${question.key}"]`).check()
    case 'multiple':
      for (const option of question.options) await place.locator(`${field(name)}[value="${option.id}"]`).setChecked(question.key.includes(option.id))
      return
    case 'matching':
      for (const [left, right] of Object.entries(question.key)) await place.locator(field(`${name}.${left}`)).selectOption(right)
      return
    case 'ordering':
      for (const [at, item] of question.key.entries()) await place.locator(field(`${name}.${item}`)).selectOption(String(at + 1))
      return
    case 'gaptext':
      for (const [gap, accepted] of Object.entries(question.key)) await place.locator(field(`${name}.${gap}`)).fill(accepted[0] ?? '')
      return
    case 'shorttext':
      return place.locator(field(name)).fill(question.key[0] ?? '')
    case 'numeric':
      return place.locator(field(name)).fill(String(question.key.value))
  }
}

/** An answer that is not right, to a question of any type. */
export async function answerWrongly(place: Page | Locator, id: string): Promise<void> {
  const question = questionOf(id)
  switch (question.type) {
    case 'single':
      return place.locator(`${field(id)}[value="${question.options.find((option) => option.id !== question.key)?.id}"]`).check()
    case 'truefalse':
      return place.locator(`${field(id)}[value="${!question.key}"]`).check()
    case 'multiple': {
      const wrong = question.options.find((option) => !question.key.includes(option.id))
      return place.locator(`${field(id)}[value="${wrong?.id}"]`).check()
    }
    case 'matching':
    case 'ordering':
      return place
        .locator(`[name^="${id}."]`)
        .first()
        .selectOption({ index: 1 })
        .then(() => undefined)
    case 'gaptext':
      return place.locator(`[name^="${id}."]`).first().fill('нешто друго')
    default:
      return place.locator(field(id)).fill(question.type === 'numeric' ? '987654' : 'нешто друго')
  }
}
