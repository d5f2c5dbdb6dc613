import type { Block, Origin } from './document.ts'
import { type AttributeLine, type Desk, draftOf } from './draft.ts'
import { headingSlug } from './heading-slug.ts'
import { plainInline } from './plain-text.ts'
import { note } from './sheet.ts'
import { insides } from './walk.ts'

type Around = { origin: Origin; prefix: string; foreign: boolean; inside: boolean }

/** Gives every block its attributes, id and origin, in place, and notes what only shows in the whole file. */
export function finishPassages(desk: Desk, blocks: Block[], fileOrigin: Origin): void {
  attach(desk, blocks)
  const taken = takeFixedIds(desk, blocks)
  finish(desk, blocks, taken, { origin: fileOrigin, prefix: 'p', foreign: false, inside: false })
  refuseHeadingJumps(desk, blocks)
}

/**
 * An attribute line belongs to the block that ends right above it: written at the margin, to the whole block
 * (a list as a whole, never its last item); indented, to the innermost passage of the list item.
 */
function attach(desk: Desk, blocks: Block[]): void {
  const atMargin = new Map<number, Block>()
  const innermost = new Map<number, Block>()
  const register = (block: Block, whole: boolean) => {
    const isDirective = 'body' in block && block.kind !== 'quote'
    for (const inner of insides(block).flat()) register(inner, isDirective)
    const { end } = draftOf(desk, block)
    if (whole) atMargin.set(end, block)
    if (!innermost.has(end)) innermost.set(end, block)
  }
  for (const block of blocks) register(block, true)
  for (const [line, attributeLine] of desk.attributeLines) {
    const block = (attributeLine.indented ? innermost : atMargin).get(line)
    if (block) give(desk, block, attributeLine)
    else note(desk.sheet, line, 'stray-attributes', (desk.source[line - 1] ?? '').trim())
  }
}

function give(desk: Desk, block: Block, { attributes }: AttributeLine): void {
  draftOf(desk, block).attributes = attributes
  if (attributes.lang !== undefined) block.lang = attributes.lang
  if (attributes.dir !== undefined) block.dir = attributes.dir
}

/** Fixed ids come first, so that a derived one never takes a place that something links to. */
function takeFixedIds(desk: Desk, blocks: Block[]): Set<string> {
  const taken = new Set<string>()
  const take = (block: Block) => {
    const draft = draftOf(desk, block)
    const id = draft.attributes?.id
    if (id !== undefined) {
      if (taken.has(id)) note(desk.sheet, draft.end, 'duplicate-id', id)
      taken.add(id)
    }
    insides(block).flat().forEach(take)
  }
  blocks.forEach(take)
  return taken
}

function finish(desk: Desk, blocks: Block[], taken: Set<string>, around: Around): void {
  let count = 0
  for (const block of blocks) {
    const draft = draftOf(desk, block)
    if (block.kind === 'heading') {
      if (around.inside) note(desk.sheet, draft.line, 'heading-inside', plainInline(block.text))
      block.id = draft.attributes?.id ?? freeId(headingSlug(plainInline(block.text)), taken)
    } else {
      count += 1
      block.id = draft.attributes?.id ?? freeId(`${around.prefix}-${count}`, taken)
    }
    block.origin = { ...around.origin, ...draft.attributes?.origin }
    desk.sheet.lines[block.id] = draft.line
    const foreign = around.foreign || block.lang !== undefined
    if (!foreign) for (const { line, rule, detail } of draft.faults) note(desk.sheet, line, rule, detail)
    finish(desk, insides(block).flat(), taken, { origin: block.origin, prefix: block.id, foreign, inside: true })
  }
}

function freeId(slug: string, taken: Set<string>): string {
  let id = slug
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`
  taken.add(id)
  return id
}

function refuseHeadingJumps(desk: Desk, blocks: Block[]): void {
  let level = 1
  for (const block of blocks) {
    if (block.kind !== 'heading') continue
    if (block.level > level + 1) note(desk.sheet, draftOf(desk, block).line, 'heading-jump', plainInline(block.text))
    level = block.level
  }
}
