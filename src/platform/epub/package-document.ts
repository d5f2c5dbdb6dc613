import type { EpubBook } from './pages.ts'
import { element, escaped } from './xml.ts'

/** A file of the book as the package document lists it. */
export interface Part {
  readonly id: string
  readonly file: string
  readonly type: string
  readonly properties?: string
  /** Stands in the order of reading. */
  readonly read: boolean
}

const meta = (property: string, value: string) => element('meta', { property }, escaped(value))

/** Metadata, list of files and order of reading (EPUB 3.3 §5). */
export function packageDocument(book: EpubBook, parts: readonly Part[]): string {
  const items = parts.map(({ id, file, type, properties }) => element('item', { id, href: file, 'media-type': type, properties }, undefined))
  const spine = parts.filter((part) => part.read).map(({ id }) => element('itemref', { idref: id }, undefined))
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${book.variant}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${description(book).join('\n')}
${accessibility(book).join('\n')}
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
${spine.join('\n')}
</spine>
</package>
`
}

function description(book: EpubBook): string[] {
  return [
    element('dc:identifier', { id: 'id' }, escaped(book.id)),
    element('dc:title', {}, escaped(book.title)),
    element('dc:language', {}, book.variant),
    element('dc:creator', {}, escaped(book.author)),
    element('dc:publisher', {}, escaped(book.site)),
    element('dc:date', {}, escaped(book.date)),
    ...(book.summary ? [element('dc:description', {}, escaped(book.summary))] : []),
    meta('dcterms:modified', book.modified),
  ]
}

/** EPUB Accessibility 1.1 §2: what senses the book asks for and what it offers. */
function accessibility(book: EpubBook): string[] {
  const pictures = Object.keys(book.figures).length > 0
  const features = ['tableOfContents', 'readingOrder', 'structuralNavigation', ...(pictures ? ['alternativeText'] : [])]
  return [
    meta('schema:accessMode', 'textual'),
    ...(pictures ? [meta('schema:accessMode', 'visual')] : []),
    meta('schema:accessModeSufficient', 'textual'),
    ...features.map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', 'none'),
    ...(book.accessibility ? [meta('schema:accessibilitySummary', book.accessibility)] : []),
  ]
}
