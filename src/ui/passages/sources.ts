import type { Block, Inline, Origin } from '@putokaz/manuscript'

/** What a reader is told about where a passage comes from. */
export interface Note {
  readonly mark: 'check' | 'practice' | 'sample' | undefined
  readonly cites: readonly { readonly act: string; readonly article?: string }[]
  readonly asOf: string | undefined
}

/** Passages that stand together under one note. */
export interface Run {
  readonly note: Note | undefined
  readonly heading: 2 | 3 | undefined
  readonly blocks: readonly Block[]
}

/** `B` and `check` are to be checked, `practice` is no rule, `I` is invented; `V` and `D` need no mark. */
const marks = { V: undefined, D: undefined, B: 'check', check: 'check', practice: 'practice', I: 'sample' } as const

/** The note of a passage, or undefined where there is nothing to say. */
export function noteOf(origin: Origin): Note | undefined {
  const mark = marks[origin.mark]
  if (mark === undefined && origin.cites.length === 0) return undefined
  // What is to be checked says from when it is, also where no act is cited.
  const isDated = origin.cites.length > 0 || mark === 'check'
  return { mark, cites: origin.cites, asOf: isDated ? origin.asOf : undefined }
}

/**
 * Neighbours with the same note share it. A heading stands alone and without one; a practice question has none,
 * because it speaks of its sources when it answers.
 * What the passage around them (`said`) has told already is not said again.
 */
export function runsOf(blocks: readonly Block[], said?: Note): Run[] {
  const runs: (Run & { key: string; blocks: Block[] })[] = []
  const saidKey = said && JSON.stringify(said)
  for (const block of blocks) {
    const heading = block.kind === 'heading' ? block.level : undefined
    const own = block.kind === 'heading' || block.kind === 'practice' ? undefined : noteOf(block.origin)
    const note = JSON.stringify(own) === saidKey ? undefined : own
    const key = JSON.stringify([heading, note])
    const last = runs.at(-1)
    if (last?.key === key && heading === undefined) last.blocks.push(block)
    else runs.push({ key, note, heading, blocks: [block] })
  }
  return runs
}

/** Inlines as bare text, for names and labels. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ('children' in inline ? plainText(inline.children) : inline.text)).join('')
}
