import type { Choice, Cite, Localized, Mark, QuestionSource } from '@putokaz/manuscript'

/** Names one version of a question for ever. */
export interface ItemRef {
  readonly id: string
  readonly version: number
}

/** What is asked: everything that may be shown before an answer is given. */
export type Asked = { readonly prompt: Localized } & (
  | { readonly type: 'single' | 'multiple'; readonly options: readonly Choice[] }
  | { readonly type: 'truefalse' }
  | { readonly type: 'matching'; readonly left: readonly Choice[]; readonly right: readonly Choice[] }
  | { readonly type: 'ordering'; readonly items: readonly Choice[] }
  | { readonly type: 'shorttext' }
  | { readonly type: 'numeric'; readonly unit?: Localized }
  | { readonly type: 'gaptext'; readonly text: Localized }
)
export type QuestionType = Asked['type']

/** The right answer. Of a graded question it stays on the server until it may be seen. */
export type AnswerKey =
  | { readonly type: 'single'; readonly key: string }
  | { readonly type: 'multiple'; readonly key: readonly string[] }
  | { readonly type: 'truefalse'; readonly key: boolean }
  | { readonly type: 'matching'; readonly key: Readonly<Record<string, string>> }
  | { readonly type: 'ordering'; readonly key: readonly string[] }
  | { readonly type: 'shorttext'; readonly key: readonly string[] }
  | { readonly type: 'numeric'; readonly key: { readonly value: number; readonly tolerance: number } }
  | { readonly type: 'gaptext'; readonly key: Readonly<Record<string, readonly string[]>> }

/** What is said afterwards: of the question, and of the option that was chosen. It gives the key away as the key does. */
export interface Told {
  readonly feedback: Localized
  readonly options: Readonly<Record<string, Localized>>
}

/** A question as its showing queries know it. */
export interface Item extends ItemRef {
  readonly course: string
  readonly use: 'practice' | 'graded'
  readonly chapter: string
  readonly outcome: string
  readonly difficulty: 1 | 2 | 3
  /** Where the answer stands. */
  readonly passage: { readonly unit: string; readonly id?: string }
  readonly mark: Mark
  readonly cites: readonly Cite[]
  /** What it rests on beside acts: a fact of the register, its sources, the day it was seen so. */
  readonly fact?: string
  readonly source?: string
  readonly asOf?: string
  readonly asked: Asked
}

/** A question with all that may be told only when its key may be seen. */
export interface KeyedItem extends Item {
  readonly key: AnswerKey
  readonly told: Told
}

/** Parts a written question into what is asked, the key, and what is told afterwards. */
export function takeApart(source: QuestionSource): { asked: Asked; key: AnswerKey; told: Told } {
  const feedbacks = 'options' in source ? source.options.flatMap(({ id, feedback }) => (feedback ? [[id, feedback] as const] : [])) : []
  const key = { type: source.type, key: source.key } as AnswerKey
  return { asked: askedOf(source), key, told: { feedback: source.feedback, options: Object.fromEntries(feedbacks) } }
}

/** Field by field, so that nothing an author adds later slips out with the question. */
function askedOf(source: QuestionSource): Asked {
  const { prompt } = source
  const choices = (given: readonly Choice[]) => given.map(({ id, text }) => ({ id, text }))
  switch (source.type) {
    case 'single':
    case 'multiple':
      return { type: source.type, prompt, options: choices(source.options) }
    case 'matching':
      return { type: source.type, prompt, left: choices(source.left), right: choices(source.right) }
    case 'ordering':
      return { type: source.type, prompt, items: choices(source.items) }
    case 'numeric':
      return { type: source.type, prompt, ...(source.unit && { unit: source.unit }) }
    case 'gaptext':
      return { type: source.type, prompt, text: source.text }
    default:
      return { type: source.type, prompt }
  }
}
