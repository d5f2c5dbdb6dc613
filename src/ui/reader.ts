import { createContext } from 'svelte'
import type { Variant } from '#kernel/localized.ts'

/** The centre as its readers see it: what an administrator decides about its name and look, in the reader's variant. */
export interface Centre {
  readonly name: string
  /** Address of the logo; the signpost stands in when there is none. */
  readonly logo: string | null
  /** Address of the style sheet with the centre's own colours. */
  readonly style: string | null
  /** The variants that are offered. */
  readonly variants: readonly Variant[]
}

/** What every component may know about who reads, and where: set once by the layout, so that no page passes it on. */
export interface Reader {
  readonly variant: Variant
  readonly centre: Centre
}

const [get, set] = createContext<Reader>()

/** The reader of this page. */
export const useReader: () => Reader = get

/** Called by a layout (or a page that stands outside of it) before any component is drawn. */
export const provideReader: (reader: Reader) => Reader = set
