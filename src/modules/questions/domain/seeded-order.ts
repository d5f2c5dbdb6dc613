/**
 * The same things in an order that depends on their ids and the seed alone, not on how they were listed:
 * an author's habit of writing the right one first is gone, and the same seed gives the same order on every machine.
 */
export function inSeededOrder<T extends { readonly id: string }>(things: readonly T[], seed: string): T[] {
  return things
    .map((thing) => ({ thing, at: hashOf(`${seed}/${thing.id}`) }))
    .toSorted((a, b) => a.at - b.at || (a.thing.id < b.thing.id ? -1 : 1))
    .map(({ thing }) => thing)
}

/** FNV-1a of 32 bits, its bits then mixed (the finaliser of MurmurHash3), because ids differ in their last letter only. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
