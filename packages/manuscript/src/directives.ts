import type { Block, BoxKind, Content, Inline, Turn } from './document.ts'
import { type Desk, draftOf, layDown } from './draft.ts'
import { readTitle } from './inline.ts'
import { type Fault, faultsOfLetters } from './letters.ts'
import { plainInline } from './plain-text.ts'
import type { Rule } from './problem.ts'
import { readProse } from './prose.ts'
import { note } from './sheet.ts'

/** A directive before its inside is read: `argument` is the rest of its first line; `from`..`to` are the lines inside. */
export type Directive = { name: string; argument: string; line: number; from: number; to: number }

type Reader = (desk: Desk, directive: Directive) => { content: Content; faults: Fault[] } | undefined

const boxes: readonly BoxKind[] = ['case', 'callout', 'warning', 'exercise', 'note-on-content']

const readers: Record<string, Reader> = {
  ...Object.fromEntries(boxes.map((kind) => [kind, box(kind)])),
  definition: readDefinition,
  dialogue: readDialogue,
  checklist: readChecklist,
  figure: readFigure,
  file: readFile,
  video: readVideo,
  practice: readPractice,
}

/** Reads one directive; a faulty one is noted and left out. */
export function readDirective(desk: Desk, directive: Directive): Block | undefined {
  const read = Object.hasOwn(readers, directive.name) ? readers[directive.name] : undefined
  if (!read) return complain(desk, directive, 'unknown-directive', directive.name)
  const made = read(desk, directive)
  if (!made) return undefined
  return layDown(desk, made.content, { line: directive.line, end: directive.to + 2, faults: made.faults })
}

function complain(desk: Desk, { line }: Directive, rule: Rule, detail: string): undefined {
  note(desk.sheet, line, rule, detail)
  return undefined
}

function readHead(desk: Desk, directive: Directive, need: 'title' | 'optional') {
  if (need === 'title' && directive.argument === '') complain(desk, directive, 'directive-title', directive.name)
  return readTitle(directive.argument, directive.line, desk.sheet)
}

function readBody(desk: Desk, directive: Directive): Block[] {
  const body = readProse(desk, directive.from, directive.to)
  if (body.length === 0) complain(desk, directive, 'directive-content', directive.name)
  return body
}

function box(kind: BoxKind): Reader {
  const need = kind === 'case' || kind === 'exercise' ? 'title' : 'optional'
  return (desk, directive) => {
    const { children: title, faults } = readHead(desk, directive, need)
    return { content: { kind, title, body: readBody(desk, directive) }, faults }
  }
}

function readDefinition(desk: Desk, directive: Directive) {
  const { children: term, faults } = readHead(desk, directive, 'title')
  const content: Content = { kind: 'definition', term, body: readBody(desk, directive) }
  return { content, faults }
}

/** The items of the one list that is the whole inside, each a single paragraph. */
function readItems(desk: Desk, directive: Directive): { items: { text: Inline[]; line: number }[]; faults: Fault[] } {
  const body = readBody(desk, directive)
  const list = body.find((block) => block.kind === 'list')
  for (const block of body) {
    if (block !== list) note(desk.sheet, draftOf(desk, block).line, 'directive-content', block.kind)
  }
  const items = []
  const faults: Fault[] = []
  for (const item of list?.items ?? []) {
    const [only, ...more] = item
    const line = only ? draftOf(desk, only).line : directive.line
    if (only?.kind === 'paragraph' && more.length === 0) items.push({ text: only.text, line })
    else note(desk.sheet, line, 'directive-content', only?.kind ?? directive.name)
    for (const block of item) faults.push(...draftOf(desk, block).faults)
  }
  return { items, faults }
}

function readChecklist(desk: Desk, directive: Directive) {
  const head = readHead(desk, directive, 'title')
  const { items, faults } = readItems(desk, directive)
  for (const { text, line } of items) {
    if (/^\[[ x]?\]/i.test(plainInline(text))) note(desk.sheet, line, 'directive-content', plainInline(text).slice(0, 20))
  }
  const content: Content = { kind: 'checklist', title: head.children, items: items.map((item) => item.text) }
  return { content, faults: [...head.faults, ...faults] }
}

function readDialogue(desk: Desk, directive: Directive) {
  const head = readHead(desk, directive, 'title')
  const { items, faults } = readItems(desk, directive)
  const turns: Turn[] = []
  for (const { text, line } of items) {
    const turn = turnOf(text)
    if (turn) turns.push(turn)
    else note(desk.sheet, line, 'directive-content', plainInline(text).slice(0, 40))
  }
  return {
    content: { kind: 'dialogue', title: head.children, turns } satisfies Content,
    faults: [...head.faults, ...faults],
  }
}

/** `**Who:** what is said`; the colon is punctuation and stays out of the name. */
function turnOf([who, ...says]: Inline[]): Turn | undefined {
  if (who?.kind !== 'strong') return undefined
  const name = who.children.with(-1, trimEnd(who.children.at(-1)))
  const first = says[0]
  if (first?.kind === 'text') says[0] = { kind: 'text', text: first.text.trimStart() }
  return plainInline(who.children).endsWith(':') && plainInline(says).trim() !== '' ? { who: name, says } : undefined
}

function trimEnd(last: Inline | undefined): Inline {
  const text = last?.kind === 'text' ? last.text : ''
  return last && last.kind !== 'text' ? last : { kind: 'text', text: text.replace(/:$/, '') }
}

/** Takes a `name: value` line out of the inside, so that the rest reads as prose. */
function takeLine(desk: Desk, directive: Directive, name: string): { value: string; line: number } | undefined {
  for (let i = directive.from; i < directive.to; i++) {
    const line = desk.lines[i] ?? ''
    const value = line.slice(name.length + 1).trim()
    if (value === '' || !line.startsWith(`${name}:`) || !/^[ \t]/.test(line.slice(name.length + 1))) continue
    desk.lines[i] = ''
    return { value, line: i + 1 }
  }
  return undefined
}

/** The one paragraph that is left inside. */
function readParagraph(desk: Desk, directive: Directive): { text: Inline[]; faults: Fault[] } {
  const [first, ...more] = readBody(desk, directive)
  const wrong = first?.kind === 'paragraph' ? more[0] : first
  if (wrong) note(desk.sheet, draftOf(desk, wrong).line, 'directive-content', wrong.kind)
  return { text: first?.kind === 'paragraph' ? first.text : [], faults: first ? draftOf(desk, first).faults : [] }
}

/** Media stand beside the prose: no other host, no way out of the folder. */
function readSource(desk: Desk, directive: Directive, src = directive.argument): string {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(src)) complain(desk, directive, 'bad-value', src || directive.name)
  return src
}

function readFigure(desk: Desk, directive: Directive) {
  const src = readSource(desk, directive)
  const alt = takeLine(desk, directive, 'alt')
  if (!alt) complain(desk, directive, 'figure-alt', directive.argument)
  const { text: caption, faults } = readParagraph(desk, directive)
  const altFaults = alt ? faultsOfLetters([{ text: alt.value, line: alt.line }], desk.sheet.lang) : []
  return {
    content: { kind: 'figure', src, alt: alt?.value ?? '', caption } satisfies Content,
    faults: [...faults, ...altFaults],
  }
}

function readFile(desk: Desk, directive: Directive) {
  const { text: title, faults } = readParagraph(desk, directive)
  return { content: { kind: 'file', src: readSource(desk, directive), title } satisfies Content, faults }
}

function readVideo(desk: Desk, directive: Directive) {
  const captions = takeLine(desk, directive, 'captions')
  if (!captions) complain(desk, directive, 'video-captions', directive.argument)
  else readSource(desk, { ...directive, line: captions.line }, captions.value)
  const { text: title, faults } = readParagraph(desk, directive)
  const src = readSource(desk, directive)
  return { content: { kind: 'video', src, captions: captions?.value ?? '', title } satisfies Content, faults }
}

function readPractice(desk: Desk, directive: Directive) {
  const question = directive.argument
  if (/^[A-Z][A-Z0-9]*-G\d{3,}$/.test(question)) return complain(desk, directive, 'practice-only', question)
  if (!/^[A-Z][A-Z0-9]*-P\d{3,}$/.test(question)) return complain(desk, directive, 'bad-value', question || directive.name)
  const inside = desk.lines.slice(directive.from, directive.to).findIndex((line) => line.trim() !== '')
  if (inside >= 0) note(desk.sheet, directive.from + inside + 1, 'directive-content', directive.name)
  return { content: { kind: 'practice', question } satisfies Content, faults: [] }
}
