import type { Mark } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Localized, type Variant } from '#kernel/localized.ts'
import type { AnswerKey, Asked, Item, ItemRef, Told } from './question.ts'
import { inSeededOrder } from './seeded-order.ts'

/** Something to choose, in the reader's variant. */
export interface ShownChoice {
  readonly id: string
  readonly text: Chosen
}

/** A question as a reader meets it: no key, nothing that is said afterwards, nothing in an order that tells. */
export type ShownQuestion = ItemRef & { readonly prompt: Chosen } & (
    | { readonly type: 'single' | 'multiple'; readonly options: readonly ShownChoice[] }
    | { readonly type: 'truefalse' }
    | { readonly type: 'matching'; readonly left: readonly ShownChoice[]; readonly right: readonly ShownChoice[] }
    | { readonly type: 'ordering'; readonly items: readonly ShownChoice[] }
    | { readonly type: 'shorttext' }
    | { readonly type: 'numeric'; readonly unit?: Chosen }
    | { readonly type: 'gaptext'; readonly variant: Variant; readonly parts: readonly GapPart[] }
  )

/** What a question rests on, as passages say it of themselves. The acts are told with the answer: an article can give it away. */
export interface ShownOrigin {
  readonly mark: Mark
  readonly asOf?: string
}

export function shownOrigin({ mark, asOf }: Pick<Item, 'mark' | 'asOf'>): ShownOrigin {
  return { mark, ...(asOf && { asOf }) }
}

/** A run of words, or a gap to fill. */
export type GapPart = { readonly text: string } | { readonly gap: string }

/** What a reader is told after answering; `solution` is the right answer in words, a line for each part. */
export interface ShownFeedback {
  readonly feedback: Chosen
  readonly options: Readonly<Record<string, Chosen>>
  readonly solution: readonly Chosen[]
}

/** The question for a reader. The order of what she chooses from depends on the ids and the seed alone. */
export function shownQuestion(item: ItemRef & { readonly asked: Asked }, variant: Variant, seed = item.id): ShownQuestion {
  const { id, version, asked } = item
  const text = (given: Localized) => choose(given, variant, toLatin)
  const choices = (given: readonly { id: string; text: Localized }[]) => given.map((one) => ({ id: one.id, text: text(one.text) }))
  const shuffled = (given: readonly { id: string; text: Localized }[]) => inSeededOrder(choices(given), `${seed}/${id}`)
  const base = { id, version, prompt: text(asked.prompt) }
  switch (asked.type) {
    case 'single':
    case 'multiple':
      return { ...base, type: asked.type, options: shuffled(asked.options) }
    case 'matching':
      return { ...base, type: asked.type, left: choices(asked.left), right: shuffled(asked.right) }
    case 'ordering':
      return { ...base, type: asked.type, items: shuffled(asked.items) }
    case 'numeric':
      return { ...base, type: asked.type, ...(asked.unit && { unit: text(asked.unit) }) }
    case 'gaptext': {
      const chosen = text(asked.text)
      return { ...base, type: asked.type, variant: chosen.variant, parts: gapParts(chosen.text) }
    }
    default:
      return { ...base, type: asked.type }
  }
}

/** Words and gaps in order: the marks are `[[g1]]`, as content-format.md §4 has them. */
function gapParts(text: string): GapPart[] {
  return text.split(/(\[\[[^[\]]*\]\])/).flatMap((part): GapPart[] => {
    if (part === '') return []
    return [part.startsWith('[[') ? { gap: part.slice(2, -2) } : { text: part }]
  })
}

/** What to say to a reader who has answered. Never call it for a graded question before its key may be seen. */
export function shownFeedback(item: { readonly asked: Asked }, answer: AnswerKey, told: Told, variant: Variant): ShownFeedback {
  const text = (given: Localized) => choose(given, variant, toLatin)
  const options = Object.fromEntries(Object.entries(told.options).map(([id, given]) => [id, text(given)]))
  return { feedback: text(told.feedback), options, solution: solutionOf(item.asked, answer, text) }
}

type Say = (given: Localized) => Chosen

function solutionOf(asked: Asked, answer: AnswerKey, say: Say): Chosen[] {
  const named = (from: readonly { id: string; text: Localized }[], ids: readonly string[]) =>
    ids.flatMap((id) => from.filter((one) => one.id === id).map((one) => say(one.text)))
  if (answer.type === 'single' || answer.type === 'multiple') return 'options' in asked ? named(asked.options, [answer.key].flat()) : []
  if (answer.type === 'ordering') return asked.type === 'ordering' ? named(asked.items, answer.key) : []
  if (answer.type === 'matching' && asked.type === 'matching') {
    return asked.left.flatMap(({ id, text }) => {
      const left = say(text)
      return named(asked.right, [answer.key[id] ?? '']).map((right) => ({ text: `${left.text} → ${right.text}`, variant: left.variant }))
    })
  }
  return writtenSolution(asked, answer, say)
}

function writtenSolution(asked: Asked, answer: AnswerKey, say: Say): Chosen[] {
  if (answer.type === 'shorttext') return [say(inItsScript(answer.key, say))]
  if (answer.type === 'numeric') {
    const unit = asked.type === 'numeric' && asked.unit ? say(asked.unit) : undefined
    const variant = unit?.variant ?? say(asked.prompt).variant
    const number = new Intl.NumberFormat(variant === 'en' ? 'en' : 'sr').format(answer.key.value)
    return [{ text: unit ? `${number} ${unit.text}` : number, variant }]
  }
  if (answer.type !== 'gaptext' || asked.type !== 'gaptext') return []
  const whole = say(asked.text)
  const filled = gapParts(whole.text).map((part) => ('text' in part ? part.text : say(inItsScript(answer.key[part.gap] ?? [], say)).text))
  return [{ text: filled.join(''), variant: whole.variant }]
}

const cyrillic = /\p{Script=Cyrillic}/u

/** Accepted answers are a plain list: the first Cyrillic one is for Serbian readers, the first other one for the rest. */
function inItsScript(accepted: readonly string[], say: Say): Localized {
  const serbian = accepted.find((one) => cyrillic.test(one)) ?? accepted[0]
  const other = accepted.find((one) => !cyrillic.test(one)) ?? accepted[0]
  return say({ en: 'en', 'sr-Cyrl': 'sr' }).text === 'en' ? { en: other ?? '' } : { 'sr-Cyrl': serbian ?? '' }
}
