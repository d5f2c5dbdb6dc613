import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { allCards, cardFile, cardOfArea } from '../card-store.ts'
import type { CitedActs, ShownArea } from '../domain/beside.ts'
import type { Card } from '../domain/card.ts'
import { type Said, sayIn } from '../domain/said.ts'
import { shownText } from '../domain/shown-text.ts'
import { citedActs, namedAreas } from './beside.ts'

/** A pocket card in a list. */
export interface ShownCard {
  readonly area: ShownArea
  readonly title: Said
  readonly summary: Said
  readonly checked: string
  readonly sample: boolean
}

export interface CardPage extends ShownCard {
  readonly owner: Said
  readonly nextCheck: string
  readonly text: { readonly blocks: readonly Block[]; readonly written: Variant }
  readonly acts: CitedActs
  /** Of the PDF, once it was made. */
  readonly size?: number
}

/** All pocket cards for a reader, in the order of the areas. */
export async function cardsPage(app: App, variant: Variant): Promise<ShownCard[]> {
  const kept = await allCards(app.db)
  const codes = kept.map(({ card }) => card.area)
  const named = await namedAreas(app.db, codes, variant)
  return named.flatMap((area) => kept.filter(({ card }) => card.area === area.code).map(({ card }) => shownCard(card, area, variant)))
}

/** The pocket card of an area for a reader; null when there is none. */
export async function cardPage(app: App, code: string, variant: Variant): Promise<CardPage | null> {
  const kept = await cardOfArea(app.db, code)
  const [area] = await namedAreas(app.db, [code], variant)
  if (!kept || !area) return null
  const { card, digest } = kept
  const { blocks, variant: written } = shownText(card, variant)
  const file = await cardFile(app.db, code, digest, variant)
  return {
    ...shownCard(card, area, variant),
    owner: sayIn(variant)(card.owner),
    nextCheck: card.nextCheck,
    text: { blocks, written },
    acts: await citedActs(app.db, blocks, variant),
    ...(file && { size: file.size }),
  }
}

function shownCard({ title, summary, checked, sample }: Card, area: ShownArea, variant: Variant): ShownCard {
  const say = sayIn(variant)
  return { area, title: say(title), summary: say(summary), checked, sample }
}
