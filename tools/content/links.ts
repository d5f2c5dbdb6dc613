/** Where the links of prose lead, and whether a content note names another way. */
import { allBlocks, type Block, type Inline, insides, type Manuscript } from '@putokaz/manuscript'

/** Addresses of the links that stand in a block itself or inside it. */
export function linksIn(block: Block): string[] {
  return [...linesOf(block).flatMap(linksInLine), ...insides(block).flat().flatMap(linksIn)]
}

function linesOf(block: Block): Inline[][] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text]
    case 'table':
      return [block.head, ...block.rows].flat()
    case 'checklist':
      return block.items
    case 'dialogue':
      return block.turns.flatMap(({ who, says }) => [who, says])
    case 'figure':
      return [block.caption]
    default:
      return []
  }
}

function linksInLine(line: Inline[]): string[] {
  return line.flatMap((inline) => (inline.kind === 'link' ? [inline.href] : 'children' in inline ? linksInLine(inline.children) : []))
}

/** Whether an address inside prose leads somewhere: a passage of the file, or a file beside it and a passage of that. */
export function leadsSomewhere(href: string, from: Manuscript, all: readonly Manuscript[]): boolean {
  if (/^(https?:|mailto:|tel:|\/)/.test(href)) return true
  const [name = '', id] = href.split('#')
  const target = name === '' ? from : beside(from, name, all)
  return target !== undefined && (id === undefined || allBlocks(target.blocks).some((block) => block.id === id))
}

/** The unit, chapter or document of that name in the same folder and language, else in the source language. */
function beside(from: Manuscript, name: string, all: readonly Manuscript[]): Manuscript | undefined {
  const folder = from.file.replace(/[^/]+$/, '')
  const ending = from.lang === 'en' ? ['.en.md', '.md'] : ['.md']
  return ending.map((end) => all.find(({ file }) => file === `${folder}${name}${end}`)).find((found) => found !== undefined)
}

/** Content notes without a link to what can be read instead; one that leads back into what it warns of is no other way. */
export function notesWithoutAnotherWay(from: Manuscript, all: readonly Manuscript[]): Block[] {
  const order = allBlocks(from.blocks)
  return order.filter((block) => {
    if (block.kind !== 'note-on-content') return false
    const here = order.indexOf(block)
    const isAhead = (href: string) => !href.startsWith('#') || order.findIndex(({ id }) => `#${id}` === href) > here + 1
    return !linksIn(block).some((href) => leadsSomewhere(href, from, all) && isAhead(href))
  })
}
