import type { Localized } from '#kernel/localized.ts'

/** One of the areas of intervention that everything in the Centre hangs on. */
export interface Area {
  readonly code: string
  readonly name: Localized
  /** Two to four words, for navigation. */
  readonly short: Localized
  readonly description: Localized
  /** The wider focus it serves. */
  readonly focus: string
}

/** Whose law or territory a thing belongs to: a country, or an order of law such as the European Union's. */
export interface Jurisdiction {
  readonly code: string
  readonly name: Localized
  /** Where the bodies of an order of law are from, which a country says by its name. */
  readonly place?: Localized
}
