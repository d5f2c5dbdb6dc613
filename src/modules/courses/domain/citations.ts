import { type Block, insides, type Localized, type Mark } from '@putokaz/manuscript'

/** A passage that rests on an act: what a change of that act has to look at. */
export interface Citation {
  readonly unit: string
  readonly passage: string
  readonly act: string
  readonly article: string | null
  readonly asOf: string | null
  readonly source: string | null
  readonly fact: string | null
  readonly mark: Mark
  readonly owner: Localized | null
  readonly checked: string | null
  readonly nextCheck: string | null
}

/** The citations of a unit, each once; a passage inside another one that cites the same is not told again. */
export function citationsIn(unit: string, blocks: readonly Block[], around: readonly string[] = []): Citation[] {
  return blocks.flatMap((block) => {
    const { cites, asOf, source, fact, mark, owner, checked, nextCheck } = block.origin
    const keyOf = ({ act, article }: { act: string; article?: string }) => `${act} ${article ?? ''}`
    const own = cites.filter((cite, i) => !around.includes(keyOf(cite)) && cites.findIndex((other) => keyOf(other) === keyOf(cite)) === i)
    const said: Citation[] = own.map(({ act, article }) => ({
      unit,
      passage: block.id,
      act,
      article: article ?? null,
      asOf: asOf ?? null,
      source: source ?? null,
      fact: fact ?? null,
      mark,
      owner: owner ?? null,
      checked: checked ?? null,
      nextCheck: nextCheck ?? null,
    }))
    return [...said, ...citationsIn(unit, insides(block).flat(), cites.map(keyOf))]
  })
}
