import type { Fact } from '#kernel/fact.ts'
import type { Variant } from '#kernel/localized.ts'
import type { Addressee } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { LetterEvent } from './form/calendar.ts'

/** What a letter says, in the variant of its reader: plain sentences, nothing of them marked up. */
export interface Draft {
  readonly subject: string
  /** After „Поштовани,“ the first begins with a small letter in Serbian. */
  readonly paragraphs: readonly string[]
  /** The one thing to do. Its address may carry a secret in its query: it is sent, but never stored. */
  readonly action?: { readonly label: string; readonly address: string }
  /** A date of which the letter speaks: it comes as a calendar beside it. */
  readonly event?: LetterEvent
  /** Where it goes, when that is not the person's own address: an address that she is only about to take, or one that she just left. */
  readonly to?: string
}

/** For whom a fact asks for a letter, and what about. Without a person it goes where its draft says. */
export interface Wish {
  readonly person: string | null
  /** Ids only. */
  readonly body: Fact['body']
}

/** What a draft is made from at the moment of sending. */
export interface Occasion {
  readonly id: string
  readonly person: Addressee | null
  readonly variant: Variant
  readonly body: Fact['body']
  /** The whole address of a page in the variant of the reader: `link('/reset?key=…')`. */
  readonly link: (path: string) => string
}

/** A kind of letter: which fact asks for it, and what it says. Listed in `letters/index.ts`; all else is done for it. */
export interface LetterKind {
  /** `reset`: what it is called in the outbox and in `letters.json`. */
  readonly kind: string
  /** What an administrator reads of it. */
  readonly title: (variant: Variant) => string
  /** The fact that asks for it. */
  readonly hears: string
  /** A person may decline it; without this it is necessary and says why it comes. */
  readonly optional?: true
  /** It may go to an address that nobody confirmed yet. */
  readonly toUnconfirmed?: true
  /** `person` of the fact, unless told. */
  readonly wishes?: (app: App, body: Fact['body']) => Promise<readonly Wish[]>
  /** Who reads a letter that goes to an address which is nobody's yet: it is written in her variant. */
  readonly reader?: (body: Fact['body']) => string
  /** Reads the present state and mints secrets. Null when there is nothing to say any more: the letter is withdrawn. */
  readonly draft: (app: App, occasion: Occasion) => Promise<Draft | null>
}
