/** Passages as they are written in docs/content-format.md: Markdown with directives, the origin of each under it. */
import type { Block, Inline } from '@putokaz/manuscript'

export function toMarkdown(blocks: readonly Block[]): string {
  return blocks.map((block) => `${bodyOf(block)}\n${originOf(block)}\n`).join('\n')
}

function originOf({ id, origin, lang, dir }: Block): string {
  const { cites, fact, source, asOf, mark, checked, nextCheck } = origin
  const cite = cites.map(({ act, article }) => (article === undefined ? act : `${act} ${article}`)).join('; ')
  const pairs = { cite, fact, source, 'as-of': asOf, mark, checked, 'next-check': nextCheck, lang, dir }
  const said = Object.entries(pairs).flatMap(([key, value]) => (value ? [`${key}="${value}"`] : []))
  // `p-1` … are derived from the order in the file, and nobody may write them (packages/manuscript, attributes.ts).
  const named = /^p-\d/.test(id) ? [] : [`#${id}`]
  return `{: ${[...named, ...said].join(' ')}}`
}

const fence = (name: string, title: string, inside: string) => `:::${name}${title === '' ? '' : ` ${title}`}\n${inside.trimEnd()}\n:::`

function bodyOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inline(block.text)
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`
    case 'list':
      return block.items.map((item, i) => listItem(block.ordered ? `${(block.start ?? 1) + i}. ` : '- ', item)).join('\n')
    case 'table':
      return table(block.head, block.rows)
    case 'quote':
      return prefixed(inner(block.body), '> ')
    case 'definition':
      return fence('definition', inline(block.term), inner(block.body))
    case 'dialogue':
      return fence('dialogue', inline(block.title), block.turns.map(({ who, says }) => `- **${inline(who)}:** ${inline(says)}`).join('\n'))
    case 'checklist':
      return fence('checklist', inline(block.title), block.items.map((item) => `- ${inline(item)}`).join('\n'))
    case 'figure':
      return fence('figure', block.src, `${inline(block.caption)}\n\nalt: ${block.alt}`)
    case 'file':
      return fence('file', block.src, inline(block.title))
    case 'video':
      return fence('video', block.src, `${inline(block.title)}\n\ncaptions: ${block.captions}`)
    case 'practice':
      return `:::practice ${block.question}\n:::`
    default:
      return fence(block.kind, inline(block.title), inner(block.body))
  }
}

const inner = (blocks: readonly Block[]): string => blocks.map(bodyOf).join('\n\n')
const prefixed = (text: string, prefix: string): string => text.replaceAll(/^/gm, prefix)

function listItem(mark: string, item: readonly Block[]): string {
  const indent = ' '.repeat(mark.length)
  return mark + inner(item).replaceAll(/\n(?=.)/g, `\n${indent}`)
}

function table(head: readonly Inline[][], rows: readonly Inline[][][]): string {
  const line = (cells: readonly Inline[][]) => `| ${cells.map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

function inline(runs: readonly Inline[]): string {
  return runs.map(run).join('')
}

function run(one: Inline): string {
  switch (one.kind) {
    case 'text':
      return one.text.replaceAll(/([\\*_`[\]])/g, '\\$1')
    case 'code':
      return `\`${one.text}\``
    case 'em':
      return `*${inline(one.children)}*`
    case 'strong':
      return `**${inline(one.children)}**`
    case 'link':
      return `[${inline(one.children)}](${one.href})`
    case 'span':
      return `[${inline(one.children)}]{${[one.lang && `lang=${one.lang}`, one.dir && `dir=${one.dir}`, one.keep && 'keep'].filter(Boolean).join(' ')}}`
  }
}
