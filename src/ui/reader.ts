import { createContext } from 'svelte'
import type { Variant } from '#kernel/localized.ts'

/** What every component may know about who reads: set once by the layout, so that no page passes it on. */
export interface Reader {
  readonly variant: Variant
}

const [get, set] = createContext<Reader>()

/** The reader of this page. */
export const useReader: () => Reader = get

/** Called by a layout (or a page that stands outside of it) before any component is drawn. */
export const provideReader: (reader: Reader) => Reader = set
