import type { Localized, Variant } from '#kernel/localized.ts'
import type { QuestionType, ShownOrigin, ShownQuestion } from '#modules/questions/index.ts'

export interface TakenItem {
  readonly id: string
  readonly type: QuestionType
  /** Path of the activity that an answer to it is about. */
  readonly activity: string
  readonly shown: Readonly<Record<Variant, ShownQuestion & { readonly origin: ShownOrigin }>>
}

/** A test as a device takes it along: nothing in it tells a right answer. */
export interface TakenTest {
  readonly attempt: string
  readonly person: string
  readonly course: string
  readonly title: Localized
  readonly test: string
  /** Path of the activity that handing in is about. */
  readonly activity: string
  readonly until: string
  readonly items: readonly TakenItem[]
  /** Sealed by the Centre, which begins the attempt by it anew if a restore took it away. What was taken along by an earlier program has none. */
  readonly voucher?: string
}
