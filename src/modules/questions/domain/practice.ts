import type { Variant } from '#kernel/localized.ts'
import type { Gradable } from './grade.ts'
import type { AnswerKey, KeyedItem } from './question.ts'
import { type ShownFeedback, type ShownOrigin, type ShownQuestion, shownFeedback, shownOrigin, shownQuestion } from './shown.ts'

/** A practice question for a reader, with all that a device needs to answer her at once. */
export interface PracticeQuestion {
  readonly shown: ShownQuestion
  readonly gradable: Gradable
  readonly key: AnswerKey
  readonly feedback: ShownFeedback
  /** Where the answer stands. */
  readonly passage: { readonly unit: string; readonly id?: string }
  readonly origin: ShownOrigin
  readonly cites: KeyedItem['cites']
}

export function shownPractice(item: KeyedItem, variant: Variant): PracticeQuestion {
  return {
    shown: shownQuestion(item, variant),
    gradable: { type: item.asked.type, ...('options' in item.asked && { options: item.asked.options.map(({ id }) => ({ id })) }) },
    key: item.key,
    feedback: shownFeedback(item, item.key, item.told, variant),
    passage: item.passage,
    origin: shownOrigin(item),
    cites: item.cites,
  }
}

/** Those of the items that are asked for, in the order in which they are. */
export function inOrderAsked(items: readonly KeyedItem[], ids: readonly string[]): KeyedItem[] {
  return items.filter(({ id }) => ids.includes(id)).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}
