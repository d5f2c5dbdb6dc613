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

/** A term of the glossary that the text links to. */
export interface ExplainedTerm {
  readonly id: string
  readonly name: { readonly text: string; readonly lang?: string }
  readonly definition: { readonly text: string; readonly lang?: string }
  readonly mark?: 'check' | 'practice' | 'sample'
}

/** The id of the note that explains a term. */
export const noteId = (term: string): string => `term-${term}`

/** How the page around a text answers what only it can know. */
export interface Reading {
  asset(src: string): Asset
  /** The address a link in the text leads to. */
  link(href: string): string
  /** Name and address of a cited act, by its code. */
  act(code: string): { name: string; href?: string }
  /** Added to the levels of headings, where the text stands under a deeper heading. */
  readonly deeper: number
  /** Whether a note of this page explains the term that an address leads to; its id if so. */
  note(href: string): string | undefined
  readonly practice: Snippet<[question: string]> | undefined
}

const [get, set] = createContext<Reading>()
export const useReading: () => Reading = get
export const provideReading: (reading: Reading) => Reading = set
