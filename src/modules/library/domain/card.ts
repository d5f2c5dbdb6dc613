import type { Block, Localized, Manuscript, Mark } from '@putokaz/manuscript'

/** A pocket card as it is kept: what must be at hand in one area, on one page. */
export interface Card {
  readonly area: string
  readonly title: Localized
  readonly summary: Localized
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
  readonly mark: Mark
  readonly sample: boolean
  readonly blocks: Block[]
  readonly english?: Block[]
}

/** The card of an area as it was written, perhaps with its translation. */
export interface WrittenCard {
  readonly area: string
  readonly source: Manuscript
  readonly english?: Manuscript
}

export function cardOf({ area, source, english }: WrittenCard): Card {
  const { title, summary = title, owner, checked, nextCheck, mark, sample = true } = source.front
  return { area, title, summary, owner, checked, nextCheck, mark, sample, blocks: source.blocks, ...(english && { english: english.blocks }) }
}
