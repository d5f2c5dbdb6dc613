import type { Snippet } from 'svelte'
import { createContext } from 'svelte'

/** Where a file of the content is served, and what is known of it. */
export interface Asset {
  href: string
  width?: number
  height?: number
  /** Size as words („1,2 MB“). */
  size?: string
}

/** How the page around a text answers what only it can know. */
export interface Reading {
  asset(src: string): Asset
  /** The address a link in the text leads to. */
  link(href: string): string
  /** Name and address of a cited act, by its code. */
  act(code: string): { name: string; href?: string }
  /** Added to the levels of headings, where the text stands under a deeper heading. */
  readonly deeper: number
  readonly practice: Snippet<[question: string]> | undefined
}

const [get, set] = createContext<Reading>()
export const useReading: () => Reading = get
export const provideReading: (reading: Reading) => Reading = set
