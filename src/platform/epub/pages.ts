import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { Book } from '#platform/pdf/index.ts'
import { element, escaped } from './xml.ts'

/** A book with what an EPUB needs besides: all of it given, so that the same book gives the same bytes. */
export interface EpubBook extends Book {
  readonly variant: Variant
  /** An address or `urn:uuid:…` that stays the same for all versions of this book in this variant. */
  readonly id: string
  /** `2026-11-23T00:00:00Z`: EPUB 3.3 §5.5.6 wants UTC to the second. */
  readonly modified: string
  /** One sentence on accessibility, for catalogues. */
  readonly accessibility?: string
}

/** One XHTML file of the book. */
export function page(book: EpubBook, title: string, body: string): string {
  const language = { lang: book.variant, 'xml:lang': book.variant }
  const head = `${element('title', {}, escaped(title))}
<link rel="stylesheet" href="style.css" type="text/css"/>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
${element(
  'html',
  { xmlns: 'http://www.w3.org/1999/xhtml', 'xmlns:epub': 'http://www.idpf.org/2007/ops', ...language },
  `
<head>
${head}
</head>
<body>
${body}
</body>
`,
)}
`
}

const sampleBand = (book: EpubBook) => (book.sample ? element('p', { class: 'sample' }, escaped(book.sample)) : '')

export function titlePage(book: EpubBook): string {
  const facts = book.facts.map(({ label, value }) => element('dt', {}, escaped(label)) + element('dd', {}, escaped(value)))
  return page(
    book,
    book.title,
    element(
      'section',
      { class: 'title-page', 'epub:type': 'titlepage' },
      [
        element('p', { class: 'site' }, escaped(book.site)),
        element('h1', {}, escaped(book.title)),
        book.summary ? element('p', { class: 'summary' }, escaped(book.summary)) : '',
        sampleBand(book),
        facts.length > 0 ? element('dl', { class: 'facts' }, facts.join('')) : '',
      ].join('\n'),
    ),
  )
}

export function chapterPage(book: EpubBook, title: string, markup: string, kicker?: string): string {
  const heading = (kicker ? element('p', { class: 'kicker' }, escaped(kicker)) : '') + element('h1', {}, escaped(title))
  const section = element('section', { 'epub:type': 'chapter' }, `${sampleBand(book)}${heading}\n${markup}`)
  return page(book, title, section)
}

/** A line of the table of contents, with the sections under it. */
export interface ContentsEntry {
  readonly title: string
  readonly href: string
  readonly sections: readonly { readonly title: string; readonly href: string }[]
}

export function navigation(book: EpubBook, entries: readonly ContentsEntry[]): string {
  const line = ({ title, href }: { title: string; href: string }, under = '') => element('li', {}, element('a', { href }, escaped(title)) + under)
  const lines = entries.map((entry) => line(entry, entry.sections.length > 0 ? element('ol', {}, entry.sections.map((one) => line(one)).join('\n')) : ''))
  const nav = element(
    'nav',
    { 'epub:type': 'toc', id: 'toc', role: 'doc-toc' },
    element('h1', {}, escaped(book.contents)) + element('ol', {}, lines.join('\n')),
  )
  return page(book, book.contents, nav)
}

/** The words of inline runs without markup, for titles in the table of contents. */
export function plain(block: Extract<Block, { kind: 'heading' }>): string {
  type Run = (typeof block.text)[number]
  const words = (run: Run): string => ('children' in run ? run.children.map(words).join('') : run.text)
  return block.text.map(words).join('')
}
