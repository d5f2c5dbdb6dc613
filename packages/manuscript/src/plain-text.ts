import type { Block, Inline } from './document.ts'

/** The words of a run, without any marking. */
export function plainInline(inlines: Inline[]): string {
  return inlines.map((inline) => ('text' in inline ? inline.text : plainInline(inline.children))).join('')
}

/** The words of passages, for searching and counting: one line a passage, cell or item, an empty line between blocks. */
export function plainText(blocks: Block[]): string {
  return blocks
    .map(plainBlock)
    .filter((text) => text !== '')
    .join('\n\n')
}

/** How many words a reader meets: what decides how long a unit takes. */
export function words(blocks: Block[]): number {
  return plainText(blocks).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)?.length ?? 0
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plainInline(block.text)
    case 'list':
      return block.items.map((item) => lines(item.map(plainBlock))).join('\n')
    case 'table':
      return lines([block.head, ...block.rows].map((row) => row.map(plainInline).join(' · ')))
    case 'quote':
      return plainText(block.body)
    case 'definition':
      return lines([plainInline(block.term), plainText(block.body)])
    case 'dialogue':
      return lines([plainInline(block.title), ...block.turns.map(({ who, says }) => `${plainInline(who)}: ${plainInline(says)}`)])
    case 'checklist':
      return lines([plainInline(block.title), ...block.items.map(plainInline)])
    case 'figure':
      return lines([plainInline(block.caption), block.alt])
    case 'file':
    case 'video':
      return plainInline(block.title)
    case 'practice':
      return ''
    default:
      return lines([plainInline(block.title), plainText(block.body)])
  }
}

function lines(parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n')
}
