import type { Block, BlockOf, Inline } from '@putokaz/manuscript'
import type { BookChapter, BookLabels, PassageNote } from '#platform/pdf/index.ts'
import { element, escaped } from './xml.ts'

/** What the markup of a chapter depends on besides its blocks. */
export interface ChapterContext {
  readonly labels: BookLabels
  /** Names of picture files in the book by the `src` of figures. */
  readonly pictures: Readonly<Record<string, string>>
  readonly addresses: Readonly<Record<string, string>>
  readonly notes: Readonly<Record<string, PassageNote>>
  readonly anchors: Anchors
}

/** Element ids, unique and fit for XML: by block, and by the id that links name (the first block with it wins). */
export interface Anchors {
  readonly ofBlock: ReadonlyMap<Block, string>
  readonly ofId: ReadonlyMap<string, string>
}

/** The body of a chapter as XHTML. */
export function chapterMarkup(chapter: BookChapter, context: ChapterContext): string {
  return blocksMarkup(chapter.blocks, context)
}

export function blocksMarkup(blocks: readonly Block[], context: ChapterContext): string {
  return blocks
    .map((block, at) => {
      const note = noteKey(block, context)
      const next = blocks[at + 1]
      const last = note !== undefined && note !== (next && noteKey(next, context))
      return blockMarkup(block, context) + (last ? noteMarkup(context.notes[block.id]) : '')
    })
    .join('\n')
}

const noteKey = (block: Block, { notes }: ChapterContext) => notes[block.id] && JSON.stringify(notes[block.id])

function noteMarkup(note: PassageNote | undefined): string {
  const mark = note?.mark && element('strong', {}, escaped(note.mark))
  const source = note?.source && escaped(note.source)
  return element('p', { class: 'note' }, [mark, source].filter(Boolean).join(' · '))
}

/** Gives every passage that is shown an anchor, those inside boxes and lists too. */
export function anchorsOf(blocks: readonly Block[]): Anchors {
  const ofBlock = new Map<Block, string>()
  const ofId = new Map<string, string>()
  const visit = (block: Block) => {
    if (block.kind === 'practice') return
    const anchor = `b${ofBlock.size + 1}`
    ofBlock.set(block, anchor)
    if (!ofId.has(block.id)) ofId.set(block.id, anchor)
    if ('body' in block) block.body.forEach(visit)
    if (block.kind === 'list') block.items.flat().forEach(visit)
  }
  blocks.forEach(visit)
  return { ofBlock, ofId }
}

const placeOf = (block: Block, { anchors }: ChapterContext) => ({
  id: anchors.ofBlock.get(block),
  lang: block.lang,
  'xml:lang': block.lang,
  dir: block.dir,
})

function blockMarkup(block: Block, context: ChapterContext): string {
  const place = placeOf(block, context)
  switch (block.kind) {
    case 'paragraph':
      return element('p', place, runs(block.text, context))
    case 'heading':
      return element(`h${block.level}`, place, runs(block.text, context))
    case 'list':
      return listMarkup(block, place, context)
    case 'table':
      return element('div', { ...place, class: 'table' }, tableMarkup(block, context))
    case 'quote':
      return element('blockquote', place, blocksMarkup(block.body, context))
    case 'figure':
      return element('figure', place, figureMarkup(block, context))
    case 'practice':
      return ''
    default:
      return element('aside', { ...place, class: `box ${block.kind}` }, boxMarkup(block, context))
  }
}

type Boxed = Exclude<Block, BlockOf<'paragraph' | 'heading' | 'list' | 'table' | 'quote' | 'figure' | 'practice'>>

function boxMarkup(block: Boxed, context: ChapterContext): string {
  const label = context.labels[block.kind]
  const title = block.kind === 'definition' ? block.term : block.title
  const address = 'src' in block ? webAddress(context.addresses[block.src]) : undefined
  const name = runs(title, context)
  const head = address ? element('a', { href: address }, name) : name
  return [
    label ? element('p', { class: 'label' }, escaped(label)) : '',
    title.length > 0 ? element('p', { class: 'title' }, head) : '',
    boxBody(block, context),
  ].join('')
}

function boxBody(block: Boxed, context: ChapterContext): string {
  if ('body' in block) return blocksMarkup(block.body, context)
  if (block.kind === 'checklist') return element('ul', { class: 'checklist' }, block.items.map((item) => element('li', {}, runs(item, context))).join(''))
  if (block.kind !== 'dialogue') return ''
  const turns = block.turns.map(({ who, says }) => element('dt', {}, runs(who, context)) + element('dd', {}, runs(says, context)))
  return turns.length > 0 ? element('dl', {}, turns.join('')) : ''
}

function listMarkup(block: BlockOf<'list'>, place: Record<string, string | undefined>, context: ChapterContext): string {
  const start = block.ordered && block.start !== undefined && block.start !== 1 ? String(block.start) : undefined
  const items = block.items.map((item) => itemMarkup(item, context)).join('')
  return element(block.ordered ? 'ol' : 'ul', { ...place, start }, items)
}

/** An item of a single paragraph needs no paragraph around it. */
function itemMarkup(item: readonly Block[], context: ChapterContext): string {
  const [first, ...others] = item
  const bare = first?.kind === 'paragraph' && others.length === 0 && !context.notes[first.id]
  if (!bare) return element('li', {}, blocksMarkup(item, context))
  return element('li', placeOf(first, context), runs(first.text, context))
}

function tableMarkup({ head, rows, align }: BlockOf<'table'>, context: ChapterContext): string {
  const side = (column: number) => align[column] ?? undefined
  const header = head.map((cell, i) => element('th', { scope: 'col', class: side(i) }, runs(cell, context)))
  const lines = rows.map((row) => element('tr', {}, row.map((cell, i) => element('td', { class: side(i) }, runs(cell, context))).join('')))
  const body = lines.length > 0 ? element('tbody', {}, lines.join('')) : ''
  return element('table', {}, element('thead', {}, element('tr', {}, header.join(''))) + body)
}

function figureMarkup({ src, alt, caption }: BlockOf<'figure'>, context: ChapterContext): string {
  const picture = context.pictures[src]
  const seen = picture ? element('img', { src: picture, alt }, undefined) : element('p', {}, escaped(alt))
  return seen + (caption.length > 0 ? element('figcaption', {}, runs(caption, context)) : '')
}

const webAddress = (href: string | undefined) => (href && /^(https?:\/\/|mailto:|tel:)/.test(href) ? href : undefined)

function runs(list: readonly Inline[], context: ChapterContext): string {
  return list.map((run) => runMarkup(run, context)).join('')
}

function runMarkup(run: Inline, context: ChapterContext): string {
  if (run.kind === 'text') return escaped(run.text)
  if (run.kind === 'code') return element('code', {}, escaped(run.text))
  const inner = runs(run.children, context)
  if (run.kind === 'span') return element('span', { lang: run.lang, 'xml:lang': run.lang, dir: run.dir }, inner)
  if (run.kind !== 'link') return element(run.kind, {}, inner)
  const place = run.href.startsWith('#') ? context.anchors.ofId.get(run.href.slice(1)) : undefined
  const href = place ? `#${place}` : webAddress(run.href)
  return href ? element('a', { href }, inner) : inner
}
