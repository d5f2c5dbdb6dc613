import type { PassageAttributes } from './attributes.ts'
import type { Block, Content } from './document.ts'
import type { Fault } from './letters.ts'
import type { Sheet } from './sheet.ts'

/** What is known of a block while it waits for its id and origin. Lines count from 1; `end` is the line after the block. */
export type Draft = { line: number; end: number; faults: Fault[]; attributes?: PassageAttributes }

/** An attribute line that has not yet found its block. */
export type AttributeLine = { indented: boolean; attributes: PassageAttributes }

/**
 * One file while it is read. `lines` is worked on: what has been read by other means than Markdown is blanked there,
 * so that all line numbers stay those of the `source`. Attribute lines are kept by line number.
 */
export type Desk = {
  sheet: Sheet
  source: readonly string[]
  lines: string[]
  attributeLines: Map<number, AttributeLine>
  drafts: Map<Block, Draft>
}

/** Puts a block on the desk. Its id and origin are filled in when the whole file is known. */
export function layDown(desk: Desk, content: Content, draft: Draft): Block {
  const block: Block = { id: '', origin: { cites: [], mark: 'check' }, ...content }
  desk.drafts.set(block, draft)
  return block
}

export function draftOf(desk: Desk, block: Block): Draft {
  const draft = desk.drafts.get(block)
  if (!draft) throw new Error('a block that was not laid down')
  return draft
}
