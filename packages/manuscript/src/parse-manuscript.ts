import { passageAttributes } from './attributes.ts'
import { type Directive, readDirective } from './directives.ts'
import type { Block, Front, Manuscript, Origin, ProseKind } from './document.ts'
import type { Desk } from './draft.ts'
import { readFront } from './front.ts'
import { finishPassages } from './passages.ts'
import type { Parsed } from './problem.ts'
import { readProse } from './prose.ts'
import { inFileOrder, note, openSheet, type Sheet } from './sheet.ts'

/** Reads one prose file: front matter and passages, or everything that is wrong with it. */
export function parseManuscript(text: string, { file, kind }: { file: string; kind: ProseKind }): Parsed<Manuscript> {
  const sheet = openSheet(file)
  const source = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const end = source[0]?.trimEnd() === '---' ? source.findIndex((line, i) => i > 0 && line.trimEnd() === '---') : -1
  if (end < 0) note(sheet, 1, 'front-matter', source[0]?.slice(0, 40).toWellFormed() ?? '')
  const front = end < 0 ? undefined : readFront(source.slice(1, end).join('\n'), kind, sheet)
  const blocks = readBody(sheet, source, end + 1, front)
  const problems = inFileOrder(sheet.problems)
  if (problems.length > 0 || !front) return { ok: false, problems }
  return { ok: true, value: { file, lang: sheet.lang, front, blocks, lines: sheet.lines } }
}

function readBody(sheet: Sheet, source: string[], from: number, front: Front | undefined): Block[] {
  const lines = source.map((line, i) => (i < from ? '' : line))
  const desk: Desk = { sheet, source, lines, attributeLines: new Map(), drafts: new Map() }
  takeAttributeLines(desk)
  const blocks: Block[] = []
  let next = from
  for (const directive of findDirectives(desk)) {
    blocks.push(...readProse(desk, next, directive.line - 1))
    const block = readDirective(desk, directive)
    if (block) blocks.push(block)
    else desk.attributeLines.delete(directive.to + 2)
    next = directive.to + 1
  }
  blocks.push(...readProse(desk, next, lines.length))
  finishPassages(desk, blocks, originOf(front))
  return blocks
}

function originOf(front: Front | undefined): Origin {
  if (!front) return { cites: [], mark: 'check' }
  const { mark, owner, checked, nextCheck } = front
  return { cites: [], mark, owner, checked, nextCheck }
}

/** Markdown would read an attribute line as part of the block above it. */
function takeAttributeLines(desk: Desk): void {
  for (const [i, line] of desk.lines.entries()) {
    const match = /^(\s*)\{:(.*)\}\s*$/.exec(line)
    if (!match) continue
    const attributes = passageAttributes(match[2] ?? '', desk.sheet, i + 1)
    desk.attributeLines.set(i + 1, { indented: match[1] !== '', attributes })
    desk.lines[i] = ''
  }
}

/** Finds the directives; what cannot be one is noted and blanked, so that the rest can still be read. */
function findDirectives(desk: Desk): Directive[] {
  const found: Directive[] = []
  let open: Directive | undefined
  let depth = 0
  for (const [i, line] of desk.lines.entries()) {
    if (!line.trimStart().startsWith(':::')) continue
    const isClose = line.trimEnd() === ':::'
    if (open && isClose && depth === 1) {
      found.push({ ...open, to: i })
      open = undefined
    } else if (open) {
      if (!isClose) note(desk.sheet, i + 1, 'nested-directive', line.trim())
      depth += isClose ? -1 : 1
      desk.lines[i] = ''
    } else if (isClose) {
      note(desk.sheet, i + 1, 'stray-close', ':::')
      desk.lines[i] = ''
    } else {
      open = openerOf(line, i)
      depth = 1
    }
  }
  if (open) giveUpFrom(desk, open)
  return found
}

function openerOf(line: string, index: number): Directive {
  const match = /^:::([a-z][a-z-]*)(?:[ \t](.*))?$/.exec(line.trimEnd())
  const name = match?.[1] ?? line.trim().slice(0, 40)
  return { name, argument: match?.[2]?.trim() ?? '', line: index + 1, from: index + 1, to: index + 1 }
}

/** Everything below an unclosed directive would be misread, so none of it is. */
function giveUpFrom(desk: Desk, open: Directive): void {
  note(desk.sheet, open.line, 'unclosed-directive', open.name)
  desk.lines.fill('', open.line - 1)
  for (const line of desk.attributeLines.keys()) if (line > open.line) desk.attributeLines.delete(line)
}
