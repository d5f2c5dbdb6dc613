import type { Localized } from '#kernel/localized.ts'

/** How sure an entry is: `V` seen in a source, `check` to be verified, `I` invented for the sample. */
export type RegisterMark = 'V' | 'B' | 'check' | 'I'

export interface Institution {
  readonly code: string
  readonly name: Localized
  readonly kind: { readonly code: string; readonly name: Localized }
  readonly mandate: Localized
  /** The body it is part of. */
  readonly parent?: string
  readonly source?: string
  /** Set where the form of the name itself is to be checked with the body. */
  readonly nameMark?: RegisterMark
  readonly mark: RegisterMark
}

/** A time in a facility's life. `seen` is the day, or the time in words, when it was observed. */
export interface StatusSpell {
  readonly status: { readonly code: string; readonly name: Localized }
  readonly from?: string
  readonly to?: string
  readonly seen?: string | Localized
  readonly note?: Localized
  readonly source?: string
  readonly mark: RegisterMark
}

/** A place that an institution runs. Its history is kept; it is never simply "open". */
export interface Facility {
  readonly code: string
  readonly name: Localized
  readonly kind: { readonly code: string; readonly name: Localized }
  readonly institution: string
  readonly capacity?: number
  readonly history: readonly StatusSpell[]
  readonly remarks?: readonly { readonly text: Localized; readonly source?: string; readonly mark: RegisterMark }[]
}

/** A job role that people are trained for. */
export interface Post {
  readonly code: string
  readonly name: Localized
  readonly institutions: readonly string[]
  readonly areas: readonly string[]
}
