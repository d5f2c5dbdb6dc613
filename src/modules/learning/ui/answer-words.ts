import type { Variant } from '#kernel/localized.ts'
import type { Response, ShownQuestion } from '#modules/questions/index.ts'
import * as words from '#texts/generated/learning.ts'

/** What somebody answered, a line for each part; none when she did not. */
export function answerWords(question: ShownQuestion, response: Response | null, variant: Variant): string[] {
  if (response === null) return []
  if (question.type === 'gaptext' && response.type === 'gaptext') {
    return [question.parts.map((part) => ('text' in part ? part.text : (response.gaps[part.gap] ?? '…'))).join('')]
  }
  if (question.type === 'matching' && response.type === 'matching') {
    return question.left.map(({ id, text }) => `${text.text} → ${question.right.find((one) => one.id === response.pairs[id])?.text.text ?? '…'}`)
  }
  if (question.type === 'ordering' && response.type === 'ordering') return named(question.items, response.order)
  if (response.type === 'truefalse') return [response.chosen ? words.saysTrue(variant) : words.saysFalse(variant)]
  if ('options' in question && 'chosen' in response) return named(question.options, [response.chosen].flat().map(String))
  return 'text' in response ? [response.text] : []
}

function named(from: readonly { readonly id: string; readonly text: { readonly text: string } }[], ids: readonly string[]): string[] {
  return ids.flatMap((id) => from.find((one) => one.id === id)?.text.text ?? [])
}
