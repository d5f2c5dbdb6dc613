import type { Block, BlockOf } from './document.ts'

/** What is projected at one time; what stands before the first `##` has no heading. */
export type Screen = { heading?: BlockOf<'heading'>; body: Block[] }

/** The screens of a sheet of slides: each `##` begins one. */
export function screensOf(blocks: readonly Block[]): Screen[] {
  const screens: Screen[] = []
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) screens.push({ heading: block, body: [] })
    else if (screens.length === 0) screens.push({ body: [block] })
    else screens.at(-1)?.body.push(block)
  }
  return screens
}
