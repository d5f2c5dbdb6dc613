import { type Block, mapText } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Variant } from '#kernel/localized.ts'
import type { Prose } from '../prose.ts'

/** Prose chosen for a reader: the blocks in her variant, or in the one that exists. */
export interface ShownProse {
  readonly title: Chosen
  readonly summary?: Chosen
  readonly blocks: Block[]
  readonly variant: Variant
  readonly checked: string
  readonly nextCheck: string
  readonly sample: boolean
}

export function shownProse(prose: Prose, variant: Variant): ShownProse {
  const { checked, nextCheck, sample, english } = prose
  const inEnglish = variant === 'en' && english !== undefined
  const shown: Variant = inEnglish ? 'en' : variant === 'en' ? 'sr-Cyrl' : variant
  const blocks = inEnglish ? english : shown === 'sr-Latn' ? mapText(prose.source, toLatin) : prose.source
  return {
    title: choose(prose.title, variant, toLatin),
    ...(prose.summary && { summary: choose(prose.summary, variant, toLatin) }),
    blocks,
    variant: shown,
    checked,
    nextCheck,
    sample,
  }
}
