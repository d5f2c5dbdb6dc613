/** A question that may be drawn. */
export interface PoolItem {
  readonly id: string
  readonly version: number
  readonly chapter: string
  readonly outcome: string
  readonly difficulty: number
}

/**
 * The questions of one attempt: the same seed draws the same ones from the same pool, whatever its order.
 * It goes round the outcomes (and, within one, round chapters and difficulties), so that none is left out while another comes twice.
 */
export function drawItems<Item extends PoolItem>(pool: readonly Item[], count: number, seed: string): Item[] {
  const chance = chanceFrom(seed)
  const inOrder = pool.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const groups = shuffled(
    groupBy(inOrder, (item) => item.outcome),
    chance,
  )
  const queues = groups.map((group) =>
    inTurn(
      shuffled(
        groupBy(shuffled(group, chance), (item) => `${item.chapter}/${item.difficulty}`),
        chance,
      ),
    ),
  )
  return shuffled(inTurn(queues).slice(0, count), chance)
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  return [...Map.groupBy(items, key).values()]
}

/** One of each group, then another one of each, until all are taken. */
function inTurn<Item>(groups: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...groups.map((group) => group.length))
  return Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group.slice(turn, turn + 1))).flat()
}

function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  return items
    .map((item) => ({ item, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** A stream of numbers in [0, 1) that a text decides (FNV-1a into mulberry32): for fairness, not for secrets. */
function chanceFrom(seed: string): () => number {
  let state = 0x811c9dc5
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
