import type { Block, BlockOf, Cite, Inline, Mark, Origin } from './document.ts'

/** Words and addresses that the text itself does not know. */
export type XhtmlOptions = {
  /** Address of a figure in the publication. */
  figure: (src: string) => string
  labels: {
    /** What a directive is called when its author gave it no title. */
    kinds: Partial<Record<Block['kind'], string>>
    /** What readers are told of a mark; a mark without a label is not shown. */
    marks: Partial<Record<Mark, string>>
  }
  /** What readers are told of the acts a passage cites; without it they are told nothing. */
  citation?: (origin: Origin) => string
}

/** Passages as well-formed XHTML: ids, languages and directions kept, everything else escaped. */
export function toXhtml(blocks: Block[], options: XhtmlOptions): string {
  return blocksIn(blocks, options, undefined)
}

/** Origins are told once: on the passage that bears them, not again on what stands inside and takes them over. */
function blocksIn(blocks: Block[], options: XhtmlOptions, around: Origin | undefined): string {
  return blocks.map((block) => bare(block, options, block.origin) + notes(block, options, around)).join('\n')
}

function notes({ kind, origin }: Block, { labels, citation }: XhtmlOptions, around: Origin | undefined): string {
  const isNew = kind !== 'heading' && origin.mark !== around?.mark
  const mark = isNew ? labels.marks[origin.mark] : undefined
  const isCited = origin.cites.length > 0 && !sameCites(origin.cites, around?.cites)
  const cited = isCited ? citation?.(origin) : undefined
  return noteOf('mark', mark) + noteOf('citation', cited)
}

function noteOf(name: string, text: string | undefined): string {
  return text ? `\n<p class="${name}">${escaped(text)}</p>` : ''
}

function sameCites(one: Cite[], other: Cite[] | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function bare(block: Block, options: XhtmlOptions, origin: Origin): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${common(block)}>${inlines(block.text)}</p>`
    case 'heading':
      return `<h${block.level}${common(block)}>${inlines(block.text)}</h${block.level}>`
    case 'list': {
      const items = block.items.map((item) => `<li>${blocksIn(item, options, origin)}</li>`)
      const start = block.start === undefined ? '' : ` start="${block.start}"`
      return block.ordered ? `<ol${common(block)}${start}>${items.join('')}</ol>` : `<ul${common(block)}>${items.join('')}</ul>`
    }
    case 'table':
      return table(block)
    case 'quote':
      return `<blockquote${common(block)}>${blocksIn(block.body, options, origin)}</blockquote>`
    case 'definition':
      return `<dl${common(block)}><dt>${inlines(block.term)}</dt><dd>${blocksIn(block.body, options, origin)}</dd></dl>`
    case 'figure': {
      const image = `<img src="${escaped(options.figure(block.src))}" alt="${escaped(block.alt)}"/>`
      return `<figure${common(block)}>${image}<figcaption>${inlines(block.caption)}</figcaption></figure>`
    }
    default:
      return section(block, options, origin)
  }
}

type Titled = Exclude<Block, BlockOf<'paragraph' | 'heading' | 'list' | 'table' | 'quote' | 'definition' | 'figure'>>

function section(block: Titled, options: XhtmlOptions, origin: Origin): string {
  const label = escaped(options.labels.kinds[block.kind] ?? '')
  const head = 'title' in block ? inlines(block.title) || label : label || escaped(block.question)
  const inside = 'body' in block ? blocksIn(block.body, options, origin) : rows(block)
  return `<section class="${block.kind}"${common(block)}>${head && `<p class="title">${head}</p>`}${inside}</section>`
}

function rows(block: Exclude<Titled, { body: Block[] }>): string {
  if (block.kind === 'checklist') return `<ul>${block.items.map((item) => `<li>${inlines(item)}</li>`).join('')}</ul>`
  if (block.kind !== 'dialogue') return ''
  return block.turns.map(({ who, says }) => `<p><b>${inlines(who)}:</b> ${inlines(says)}</p>`).join('')
}

function table(block: BlockOf<'table'>): string {
  const align = (i: number) => (block.align[i] ? ` class="${block.align[i]}"` : '')
  const row = (cells: Inline[][], tag: 'th' | 'td') =>
    cells.map((cell, i) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}${align(i)}>${inlines(cell)}</${tag}>`).join('')
  const body = block.rows.map((cells) => `<tr>${row(cells, 'td')}</tr>`).join('')
  const head = `<thead><tr>${row(block.head, 'th')}</tr></thead>`
  return `<table${common(block)}>${head}${body && `<tbody>${body}</tbody>`}</table>`
}

function inlines(children: Inline[]): string {
  return children.map(inlineOf).join('')
}

function inlineOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text)
    case 'code':
      return `<code>${escaped(inline.text)}</code>`
    case 'link':
      return `<a href="${escaped(inline.href)}">${inlines(inline.children)}</a>`
    case 'span':
      return `<span${language(inline)}>${inlines(inline.children)}</span>`
    default:
      return `<${inline.kind}>${inlines(inline.children)}</${inline.kind}>`
  }
}

function common(block: Block): string {
  return ` id="${escaped(block.id)}"${language(block)}`
}

/** EPUB asks for both attributes with the same value (EPUB Reading Systems read `xml:lang`, HTML `lang`). */
function language({ lang, dir }: { lang?: string; dir?: string }): string {
  const tag = lang === undefined ? '' : ` xml:lang="${escaped(lang)}" lang="${escaped(lang)}"`
  return dir === undefined ? tag : `${tag} dir="${escaped(dir)}"`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML 1.0 forbids (section 2.2, production 2) become the replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
