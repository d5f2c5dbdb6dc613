import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/letters.ts'
import type { Draft } from '../letter-kind.ts'

/** Whom a letter comes from and to, as it is said in it. */
export interface Letterhead {
  readonly variant: Variant
  /** Name of the centre. */
  readonly centre: string
  readonly home: string
  /** Name of the person; undefined when it goes to an office. */
  readonly recipient: string | undefined
  /** Where a letter that nobody has to get is declined. */
  readonly decline: string | undefined
  readonly answered: boolean
}

/** All sentences of a letter in their order: the text and the HTML are two ways to set these, and nothing else. */
export interface Parts {
  readonly centre: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly action: Draft['action']
  readonly copyHint: string
  readonly event: string | undefined
  readonly closing: readonly string[]
  readonly decline: { readonly label: string; readonly address: string } | undefined
}

export function partsOf(draft: Draft, head: Letterhead): Parts {
  const { variant, recipient, decline, answered } = head
  return {
    centre: head.centre,
    greeting: words.greeting(variant),
    paragraphs: draft.paragraphs,
    action: draft.action,
    copyHint: words.copyHint(variant),
    event: draft.event && words.calendarNote(variant),
    closing: [
      ...(recipient === undefined ? [] : [words.writtenTo(variant, { name: recipient })]),
      decline === undefined ? words.whyNecessary(variant) : words.whyOptional(variant),
      answered ? words.answerGoes(variant) : words.noAnswer(variant),
    ],
    decline: decline === undefined ? undefined : { label: words.declineAction(variant), address: decline },
  }
}
