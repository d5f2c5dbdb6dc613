import type { Block, Inline } from './document.ts'
import { plainInline } from './plain-text.ts'

/** The passages inside a block: one group for a directive or quotation, one per item for a list. */
export function insides(block: Block): Block[][] {
  if (block.kind === 'list') return block.items
  return 'body' in block ? [block.body] : []
}

/** Every block, also those inside others, in reading order. */
export function allBlocks(blocks: Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...allBlocks(insides(block).flat())])
}

/** A line of the table of contents. */
export type Heading = { id: string; level: 2 | 3; text: Inline[]; plain: string }

/** The table of contents. */
export function headings(blocks: Block[]): Heading[] {
  return blocks.filter((block) => block.kind === 'heading').map(({ id, level, text }) => ({ id, level, text, plain: plainInline(text) }))
}

/**
 * The same passages with `change` applied to every run of text in the language of the file: never to code, addresses,
 * question ids, spans with a language or `keep`, or passages in another language. Nothing is changed in place.
 */
export function mapText(blocks: Block[], change: (text: string) => string): Block[] {
  const line = (inlines: Inline[]) => mapInline(inlines, change)
  const within = (inner: Block[]): Block[] => inner.map((block) => (block.lang === undefined ? mapBlock(block, { line, alt: change, body: within }) : block))
  return within(blocks)
}

/** The same passages where links that `isClosed` to the reader are strong words that lead nowhere. Nothing is changed in place. */
export function withoutLinks(blocks: Block[], isClosed: (href: string) => boolean): Block[] {
  const line = (inlines: Inline[]): Inline[] =>
    inlines.map((inline) => {
      if (!('children' in inline)) return inline
      const children = line(inline.children)
      return inline.kind === 'link' && isClosed(inline.href) ? { kind: 'strong', children } : { ...inline, children }
    })
  const within = (inner: Block[]): Block[] => inner.map((block) => mapBlock(block, { line, alt: (text) => text, body: within }))
  return within(blocks)
}

/** What becomes of the parts of a block. */
interface Change {
  readonly line: (inlines: Inline[]) => Inline[]
  readonly alt: (text: string) => string
  readonly body: (blocks: Block[]) => Block[]
}

function mapBlock(block: Block, { line, alt, body }: Change): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, text: line(block.text) }
    case 'list':
      return { ...block, items: block.items.map(body) }
    case 'table':
      return { ...block, head: block.head.map(line), rows: block.rows.map((row) => row.map(line)) }
    case 'quote':
      return { ...block, body: body(block.body) }
    case 'definition':
      return { ...block, term: line(block.term), body: body(block.body) }
    case 'dialogue': {
      const turns = block.turns.map(({ who, says }) => ({ who: line(who), says: line(says) }))
      return { ...block, title: line(block.title), turns }
    }
    case 'checklist':
      return { ...block, title: line(block.title), items: block.items.map(line) }
    case 'figure':
      return { ...block, alt: alt(block.alt), caption: line(block.caption) }
    case 'file':
    case 'video':
      return { ...block, title: line(block.title) }
    case 'practice':
      return block
    default:
      return { ...block, title: line(block.title), body: body(block.body) }
  }
}

function mapInline(inlines: Inline[], change: (text: string) => string): Inline[] {
  return inlines.map((inline) => {
    if (inline.kind === 'text') return { ...inline, text: change(inline.text) }
    if (inline.kind === 'code') return inline
    if (inline.kind === 'span' && (inline.lang !== undefined || inline.keep)) return inline
    return { ...inline, children: mapInline(inline.children, change) }
  })
}

/** The passages with a beginning before every id, so that several texts can stand on one page. */
export function withIds(blocks: readonly Block[], beginning: string): Block[] {
  return blocks.map((block) => {
    const named = { ...block, id: `${beginning}${block.id}` }
    if (named.kind === 'list') return { ...named, items: named.items.map((item) => withIds(item, beginning)) }
    return 'body' in named ? { ...named, body: withIds(named.body, beginning) } : named
  })
}
