import type { Localized } from '#kernel/localized.ts'

export type ActMark = 'V' | 'B' | 'check' | 'I'

/** A law, decree, programme or treaty that content may cite. */
export interface Act {
  readonly code: string
  readonly name: Localized
  readonly short: Localized
  readonly kind: { readonly code: string; readonly name: Localized }
  readonly jurisdiction: string
  /** Numbers of the official gazette, as printed. */
  readonly gazette?: Localized
  readonly inForceFrom?: string
  readonly inForceTo?: string
  readonly replacedBy?: string
  readonly inForceText?: Localized
  readonly mark: ActMark
}

/** A provision of an act: an article or a run of articles, with its subject. */
export interface Provision {
  readonly act: string
  readonly article: string
  readonly topic: Localized
  readonly areas: readonly string[]
  readonly mark: ActMark
}

/** A page that the research saw: what stands behind a number such as S37. Shortened addresses are not links. */
export interface Source {
  readonly code: string
  readonly page: string
}
