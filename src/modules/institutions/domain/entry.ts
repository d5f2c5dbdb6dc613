import type { Localized } from '#kernel/localized.ts'

/** How sure an entry is: `V` seen in a source, `B` known but not compared with the official text, `check` to be verified, `I` invented for the sample. */
export const registerMarks = ['V', 'B', 'check', 'I'] as const
export type RegisterMark = (typeof registerMarks)[number]

/** A body of its own, or a unit within one; both have their code in one space, so that a scope names either. */
export const forms = ['institution', 'unit'] as const

export interface Institution {
  readonly code: string
  readonly form: (typeof forms)[number]
  /** The body it is part of; a unit always has one. */
  readonly parent?: string
  readonly kind: string
  readonly jurisdiction: string
  readonly name: Localized
  readonly mandate: Localized
  readonly source?: string
  /** Set where the form of the name itself is to be checked with the body. */
  readonly nameMark?: RegisterMark
  readonly mark: RegisterMark
}

/** A time in a facility's life. Days may be known to the year or month only. */
export interface StatusSpell {
  readonly status: string
  readonly from?: string
  readonly to?: string
  /** The day, or the time in words, when it was observed: a spell that was seen says nothing of later days. */
  readonly seen?: string | Localized
  readonly note?: Localized
  readonly source?: string
  readonly mark: RegisterMark
}

/** How many places a facility has, since when. */
export interface CapacitySpell {
  readonly capacity: number
  readonly from?: string
  readonly source?: string
  readonly mark: RegisterMark
}

export interface Remark {
  readonly text: Localized
  readonly source?: string
  readonly mark: RegisterMark
}

/** A place that an institution runs. Its history is kept; it is never simply "open". */
export interface Facility {
  readonly code: string
  readonly institution: string
  readonly kind: string
  readonly jurisdiction: string
  /** The institution that is this facility, where the register knows it as both: a detention centre. */
  readonly sameAs?: string
  readonly name: Localized
  readonly capacities: readonly CapacitySpell[]
  readonly history: readonly StatusSpell[]
  readonly remarks: readonly Remark[]
}

/** A job role that people are trained for. */
export interface Post {
  readonly code: string
  readonly name: Localized
  readonly institutions: readonly string[]
  readonly areas: readonly string[]
  readonly mark: RegisterMark
}

export interface Entries {
  readonly institution: Institution
  readonly facility: Facility
  readonly post: Post
}
export const entryKinds = ['institution', 'facility', 'post'] as const
export type EntryKind = (typeof entryKinds)[number]

/** A word the register sorts by: a kind of institution or facility, a status. */
export interface Term {
  readonly code: string
  readonly name: Localized
}
export interface Terms {
  readonly institutionKinds: readonly Term[]
  readonly facilityKinds: readonly Term[]
  readonly statuses: readonly Term[]
}
