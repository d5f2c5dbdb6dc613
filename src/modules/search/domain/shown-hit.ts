import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Localized, type Variant } from '#kernel/localized.ts'
import type { SearchKind } from '#kernel/search-text.ts'
import type { Hit } from './found.ts'
import type { Understood } from './question.ts'
import { snippet } from './snippet.ts'

/** A thing that was found, as the index keeps it. */
export interface FoundItem {
  readonly kind: SearchKind
  readonly id: string
  readonly path: string
  readonly areas: readonly string[]
  readonly date: string | null
  readonly sample: boolean
  readonly title: Localized
  readonly body: Localized
}

/** Shows what was found to one reader, with the words that were asked for. */
export function shower(variant: Variant, { words }: Understood, areaName: ReadonlyMap<string, Chosen>): (item: FoundItem) => Hit {
  const keys = new Set(words.flatMap((word) => word.keys))
  return ({ kind, id, path, title, body, areas, date, sample }) => ({
    kind,
    id,
    path,
    title: choose(title, variant, toLatin),
    snippet: snippet(body, variant, keys),
    areas: areas.flatMap((code) => areaName.get(code) ?? []),
    ...(date !== null && { date }),
    sample,
  })
}
