import { spanAttributes } from './attributes.ts'
import type { Inline } from './document.ts'
import { type Fault, faultsOfLetters, type Run } from './letters.ts'
import { inlineTokenOf, type Token } from './markdown.ts'
import { note, type Sheet } from './sheet.ts'

/** Inline content, with the faults of its letters: they count only if the passage is not in another language. */
export type Line = { children: Inline[]; faults: Fault[] }

type Reading = { sheet: Sheet; tokens: Token[]; at: number; raw: string; cursor: number; line: number; runs: Run[] }

/** Reads an inline token whose first line is `line`. */
export function readInline(token: Token | undefined, line: number, sheet: Sheet): Line {
  if (!token) return { children: [], faults: [] }
  const reading = { sheet, tokens: token.children ?? [], at: 0, raw: token.content, cursor: 0, line, runs: [] }
  const children = readUntil(reading, undefined, false)
  return { children, faults: faultsOfLetters(reading.runs, sheet.lang) }
}

/** Reads one line of Markdown, such as the title of a directive. */
export function readTitle(text: string, line: number, sheet: Sheet): Line {
  return readInline(inlineTokenOf(text), line, sheet)
}

function readUntil(reading: Reading, close: string | undefined, foreign: boolean): Inline[] {
  const inlines: Inline[] = []
  while (reading.at < reading.tokens.length) {
    const token = reading.tokens[reading.at++]
    if (!token || token.type === close) break
    const read = readOne(reading, token, foreign)
    const last = inlines.at(-1)
    if (read?.kind === 'text' && last?.kind === 'text') last.text += read.text
    else if (read) inlines.push(read)
  }
  return inlines
}

function readOne(reading: Reading, token: Token, foreign: boolean): Inline | undefined {
  if (token.type === 'text') return readText(reading, token.content, foreign)
  if (token.type === 'softbreak' || token.type === 'hardbreak') {
    advance(reading, '\n')
    return { kind: 'text', text: ' ' }
  }
  if (token.type === 'code_inline') {
    advance(reading, token.markup)
    advance(reading, token.markup)
    return { kind: 'code', text: token.content }
  }
  if (token.type === 'em_open') return { kind: 'em', children: readUntil(reading, 'em_close', foreign) }
  if (token.type === 'strong_open') return { kind: 'strong', children: readUntil(reading, 'strong_close', foreign) }
  if (token.type === 'link_open') return readLink(reading, token, foreign)
  if (token.type === 'span_open') return readSpan(reading, token, foreign)
  const rule = token.type === 'html_inline' ? 'no-html' : 'not-in-format'
  if (token.nesting >= 0) note(reading.sheet, lineOf(reading), rule, token.content || token.type)
  return undefined
}

function readText(reading: Reading, text: string, foreign: boolean): Inline | undefined {
  if (text === '') return undefined
  const found = reading.raw.indexOf(text, reading.cursor)
  if (found >= 0) reading.cursor = found
  const line = lineOf(reading)
  if (found >= 0) reading.cursor += text.length
  if (/\{[:#]|\]\{/.test(text)) note(reading.sheet, line, 'stray-attributes', text.slice(text.indexOf('{')))
  if (!foreign) reading.runs.push({ text, line })
  return { kind: 'text', text }
}

function readLink(reading: Reading, token: Token, foreign: boolean): Inline {
  const href = String(token.attrGet('href') ?? '')
  const line = lineOf(reading)
  const auto = token.markup === 'autolink'
  const children = readUntil(reading, 'link_close', foreign || auto)
  if (!isAllowedAddress(href)) note(reading.sheet, line, 'link-scheme', href)
  if (token.attrGet('title')) note(reading.sheet, line, 'not-in-format', String(token.attrGet('title')))
  return { kind: 'link', href, children: auto ? [{ kind: 'span', keep: true, children }] : children }
}

function readSpan(reading: Reading, token: Token, foreign: boolean): Inline {
  const attributes = spanAttributes(token.content, reading.sheet, lineOf(reading))
  const isForeign = foreign || attributes.lang !== undefined || attributes.keep === true
  const children = readUntil(reading, 'span_close', isForeign)
  return { kind: 'span', ...attributes, children }
}

/** http, https, mailto, or relative to this site; `//host` would leave it unseen. */
function isAllowedAddress(href: string): boolean {
  if (/^(https?:\/\/[^/]|mailto:[^@]+@)/i.test(href)) return true
  return href !== '' && !/^[^/?#]*:|^[/\\]{2}/.test(href)
}

function advance(reading: Reading, past: string): void {
  const found = reading.raw.indexOf(past, reading.cursor)
  if (found >= 0) reading.cursor = found + past.length
}

function lineOf({ raw, cursor, line }: Reading): number {
  let count = line
  for (let i = raw.indexOf('\n'); i >= 0 && i < cursor; i = raw.indexOf('\n', i + 1)) count++
  return count
}
