import type { Block, Manuscript, Localized as Texts } from '@putokaz/manuscript'

/** A piece of prose on the site in the languages it was written in. */
export interface Prose {
  readonly title: Texts
  readonly summary?: Texts
  readonly owner: Texts
  readonly checked: string
  readonly nextCheck: string
  readonly source: Block[]
  readonly english?: Block[]
  readonly sample: boolean
}

export interface NewsItem extends Prose {
  readonly slug: string
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly areas: readonly string[]
}

export interface StandingPage extends Prose {
  readonly slug: string
}

/** Joins a manuscript and its translation into one piece of prose. */
export function proseOf(source: Manuscript, english?: Manuscript): Prose {
  const { front, blocks } = source
  return {
    title: { ...english?.front.title, ...front.title },
    ...(front.summary && { summary: { ...english?.front.summary, ...front.summary } }),
    owner: front.owner,
    checked: front.checked,
    nextCheck: front.nextCheck,
    source: blocks,
    ...(english && { english: english.blocks }),
    sample: front.sample === true,
  }
}
