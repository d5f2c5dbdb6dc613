import type { Align, Block, Content, Inline } from './document.ts'
import { type Desk, draftOf, layDown } from './draft.ts'
import { readInline } from './inline.ts'
import type { Fault } from './letters.ts'
import { type Token, tokensOf } from './markdown.ts'
import { note } from './sheet.ts'

type Reading = { desk: Desk; tokens: Token[]; at: number; offset: number }

/** Reads the lines `from`..`to` (from 0, `to` excluded) as Markdown without directives. */
export function readProse(desk: Desk, from: number, to: number): Block[] {
  const tokens = tokensOf(desk.lines.slice(from, to).join('\n'))
  return readBlocks({ desk, tokens, at: 0, offset: from }, undefined)
}

function readBlocks(reading: Reading, close: string | undefined): Block[] {
  const blocks: Block[] = []
  while (reading.at < reading.tokens.length) {
    const token = reading.tokens[reading.at++]
    if (!token || token.type === close) break
    const block = readBlock(reading, token)
    if (block) blocks.push(block)
  }
  return blocks
}

function readBlock(reading: Reading, token: Token): Block | undefined {
  switch (token.type) {
    case 'paragraph_open':
      return readText(reading, token, (text) => ({ kind: 'paragraph', text }))
    case 'heading_open':
      return readHeading(reading, token)
    case 'bullet_list_open':
    case 'ordered_list_open':
      return readList(reading, token)
    case 'blockquote_open': {
      const body = readBlocks(reading, 'blockquote_close')
      return lay(reading, { kind: 'quote', body }, { token, last: body.at(-1) })
    }
    case 'table_open':
      return readTable(reading, token)
    default:
      note(reading.desk.sheet, startOf(reading, token), ruleFor(token), token.content.trim() || token.markup || token.type)
      return undefined
  }
}

function ruleFor(token: Token) {
  return token.type === 'html_block' ? 'no-html' : 'not-in-format'
}

/** Line (from 1) on which the token begins. */
function startOf(reading: Reading, token: Token): number {
  return reading.offset + (token.map?.[0] ?? 0) + 1
}

type Extent = { token: Token; last?: Block | undefined; faults?: Fault[] }

function lay(reading: Reading, content: Content, { token, last, faults }: Extent): Block {
  const line = startOf(reading, token)
  const end = last ? draftOf(reading.desk, last).end : reading.offset + (token.map?.[1] ?? 0) + 1
  return layDown(reading.desk, content, { line, end, faults: faults ?? [] })
}

function readText(reading: Reading, token: Token, make: (text: Inline[]) => Content): Block {
  const { children, faults } = readInline(reading.tokens[reading.at], startOf(reading, token), reading.desk.sheet)
  reading.at += 2
  return lay(reading, make(children), { token, faults })
}

function readHeading(reading: Reading, token: Token): Block {
  const line = startOf(reading, token)
  const level = Number(token.tag.slice(1))
  if (level === 1) note(reading.desk.sheet, line, 'top-heading', '#')
  if (level > 3) note(reading.desk.sheet, line, 'not-in-format', '#'.repeat(level))
  return readText(reading, token, (text) => ({ kind: 'heading', level: level === 3 ? 3 : 2, text }))
}

function readList(reading: Reading, token: Token): Block {
  const items: Block[][] = []
  let last: Block | undefined
  let end = startOf(reading, token) + 1
  for (let next = reading.tokens[reading.at++]; next?.type === 'list_item_open'; next = reading.tokens[reading.at++]) {
    const item = readBlocks(reading, 'list_item_close')
    items.push(item)
    last = item.at(-1)
    end = last ? draftOf(reading.desk, last).end : startOf(reading, next) + 1
  }
  const start = Number(token.attrGet('start') ?? 1)
  const ordered = token.type === 'ordered_list_open'
  const content: Content = { kind: 'list', ordered, ...(start === 1 ? {} : { start }), items }
  return layDown(reading.desk, content, { line: startOf(reading, token), end, faults: [] })
}

function readTable(reading: Reading, token: Token): Block {
  const rows: Inline[][][] = []
  const align: Align[] = []
  const faults: Fault[] = []
  let line = startOf(reading, token)
  for (let next = reading.tokens[reading.at++]; next && next.type !== 'table_close'; next = reading.tokens[reading.at++]) {
    if (next.type === 'tr_open') {
      line = startOf(reading, next)
      rows.push([])
    } else if (next.type === 'th_open') align.push(alignOf(next))
    else if (next.type === 'inline') {
      const cell = readInline(next, line, reading.desk.sheet)
      faults.push(...cell.faults)
      rows.at(-1)?.push(cell.children)
    }
  }
  const [head = [], ...body] = rows
  refuseSpareCells(reading, token, head.length)
  return lay(reading, { kind: 'table', head, rows: body, align }, { token, faults })
}

/** Cells beyond the head would be dropped unseen. */
function refuseSpareCells(reading: Reading, token: Token, columns: number): void {
  const [from = 0, to = 0] = token.map ?? []
  for (let i = reading.offset + from; i < reading.offset + to; i++) {
    const row = (reading.desk.lines[i] ?? '')
      .trim()
      .replace(/^\|/, '')
      .replace(/(?<!\\)\|$/, '')
    const cells = row.split(/(?<!\\)\|/).length
    if (cells > columns) note(reading.desk.sheet, i + 1, 'not-in-format', `${cells} > ${columns}`)
  }
}

function alignOf(token: Token): Align {
  const style = String(token.attrGet('style') ?? '')
  if (style.endsWith('center')) return 'center'
  if (style.endsWith('right')) return 'end'
  return style.endsWith('left') ? 'start' : null
}
