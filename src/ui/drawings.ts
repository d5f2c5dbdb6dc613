/** How a part of a drawing is inked: the line of the house, its soft shade, the warm one, or filled with the line's own colour. */
type Ink = 'line' | 'soft' | 'warm' | 'solid'

/**
 * Small drawings on a field of 96 × 72, made of plain geometry in two inks. Each stands on the same ground, and where
 * something leads on there is the board of the signpost. They adorn: what they say is always said in words beside them.
 */
export const drawings = {
  /** Three instances: three steps, and the board at the top. */
  a1: [
    ['soft', 'M12 64V50h24V38h24V26h24v38z'],
    ['line', 'M36 50v14M60 38v26M72 26V7'],
    ['warm', 'M72 7h13l5 5.5-5 5.5H72z'],
    ['solid', 'M24 37.5a3.5 3.5 0 1 0 .01 0zM18.5 50a5.5 5.5 0 0 1 11 0z'],
  ],
  /** Coordination: two houses, and the post between them that shows to both. */
  a2: [
    ['soft', 'M8 64V46l13-11 13 11v18zM62 64V46l13-11 13 11v18z'],
    ['line', 'M21 64V53M75 64V53M48 64V9'],
    ['warm', 'M41 12h17l6 6-6 6H41z'],
    ['soft', 'M55 29H38l-6 6 6 6h17z'],
  ],
  /** Vulnerable groups: under one shelter. */
  a3: [
    ['soft', 'M16 35a32 27 0 0 1 64 0z'],
    ['line', 'M48 4v4M48 8c-9 7-12 16-12 27M48 8c9 7 12 16 12 27M48 35v23a6 6 0 0 1-12 0'],
    ['warm', 'M66 42a5 5 0 1 0 .01 0zM57 64a9 9 0 0 1 18 0z'],
  ],
  /** Rights: a book one can hold on to. */
  a4: [
    ['soft', 'M48 20c-8-6-20-8-36-7v43c16-1 28 1 36 8 8-7 20-9 36-8V13c-16-1-28 1-36 7z'],
    ['line', 'M48 20v44M21 25c6 0 12 1 18 3M21 35c6 0 12 1 18 3M21 45c6 0 12 1 18 3'],
    ['warm', 'M66 24a11 11 0 1 0 .01 0z'],
    ['line', 'M61 35l4 4 7-8'],
  ],
  /** Talking across cultures: two ways to say it. */
  a5: [
    ['soft', 'M8 10h44v30H30l-9 9v-9H8z'],
    ['line', 'M17 20h26M17 30h17'],
    ['warm', 'M46 28h42v28h-9v9l-9-9H46z'],
    ['line', 'M56 38h22M56 47h13'],
  ],
  /** Voluntary return: the road to a house, chosen at a post. */
  a6: [
    ['soft', 'M30 64c2-18 34-16 26-30h8c10 18-18 16-12 30z'],
    ['line', 'M46 34V20l14-11 14 11v14zM60 34v-8'],
    ['line', 'M15 64V34'],
    ['warm', 'M7 37h19l6 6-6 6H7z'],
    ['line', 'M36 34h50'],
  ],
  /** Staff of a reception centre: somebody stands in the lit door. */
  a7: [
    ['warm', 'M36 64V10h28v54z'],
    ['soft', 'M36 10l-16 6v53l16-5z'],
    ['solid', 'M50 26a5 5 0 1 0 .01 0zM42 64V46a8 8 0 0 1 16 0v18z'],
    ['line', 'M31 38v4M72 30h14M72 38h9'],
  ],
  /** Nothing here yet: boards that wait for words. */
  empty: [
    ['line', 'M48 64V8'],
    ['soft', 'M40 13h31l7 7.5-7 7.5H40z'],
    ['soft', 'M57 34H26l-7 7.5 7 7.5h31z'],
    ['warm', 'M82 46a5 5 0 1 0 .01 0z'],
  ],
  /** The way is lost: one board hangs, one lies. */
  lost: [
    ['line', 'M46 64V12'],
    ['warm', 'M29 22l37-10 9 5-5 9-37 10z'],
    ['soft', 'M58 64l4-10 24 4 4 6z'],
    ['line', 'M20 54v10M16 58l4 6M24 57l-4 7'],
  ],
  /** An account: the key. */
  key: [
    ['line', 'M42 36h44M70 36v11M82 36v14'],
    ['soft', 'M27 20a16 16 0 1 0 .01 0z'],
    ['warm', 'M27 30a6 6 0 1 0 .01 0z'],
  ],
  /** Proof: a sheet with its seal. */
  proof: [
    ['soft', 'M20 6h50v50H20z'],
    ['line', 'M30 18h30M30 27h30M30 36h18'],
    ['warm', 'M60 53l-4 14 9-5 9 5-4-14z'],
    ['warm', 'M65 37a10 10 0 1 0 .01 0z'],
  ],
} as const satisfies Record<string, readonly (readonly [Ink, string])[]>

export type DrawingName = keyof typeof drawings

/** The drawing of an area of training, by its number. */
export function drawingOfArea(number: number | string): DrawingName {
  const name = `a${number}`
  return Object.hasOwn(drawings, name) ? (name as DrawingName) : 'empty'
}
