import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { type Anchors, anchorsOf, chapterMarkup } from './blocks.ts'
import { indexPage } from './index-page.ts'
import { type Part, packageDocument } from './package-document.ts'
import { type ContentsEntry, chapterPage, type EpubBook, navigation, plain, titlePage } from './pages.ts'
import { style } from './style.ts'

const xhtml = 'application/xhtml+xml'

interface Written extends Part {
  readonly content: string
}

/** An EPUB 3.3 of the book. The same book gives the same bytes, wherever and whenever it is made. */
export async function makeEpub(book: EpubBook): Promise<Uint8Array> {
  const files = filesOf(book)
  const zip = new yazl.ZipFile()
  const stamp = stampOf(book.modified)
  // OCF 3.3 §4.2.2: first, stored, without extra field.
  zip.addBuffer(Buffer.from('application/epub+zip'), 'mimetype', { ...stamp, compress: false })
  zip.addBuffer(Buffer.from(container), 'META-INF/container.xml', stamp)
  zip.addBuffer(Buffer.from(packageDocument(book, files)), 'book/package.opf', stamp)
  for (const { file, content } of files) zip.addBuffer(Buffer.from(content), `book/${file}`, stamp)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

/** Zip keeps local time without a zone: we give it the digits of UTC, whatever zone this machine is in. */
function stampOf(modified: string) {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = modified.split(/\D/).map(Number)
  return { mtime: new Date(year, month - 1, day, hour, minute, second), mode: 0o100644, forceDosTimestamp: true }
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

function filesOf(book: EpubBook): Written[] {
  const pictures = picturesOf(book)
  const chapters = chaptersOf(book, new Map(pictures.map(({ src, file }) => [src, file])))
  const index =
    book.index &&
    indexPage(
      book,
      book.index,
      chapters.map(({ entry, anchors }) => ({ href: entry.href, anchors })),
    )
  const entries = [...chapters.map(({ entry }) => entry), ...(book.index ? [{ title: book.index.title, href: 'index.xhtml', sections: [] }] : [])]
  return [
    { id: 'nav', file: 'nav.xhtml', type: xhtml, properties: 'nav', read: false, content: navigation(book, entries) },
    { id: 'title', file: 'title.xhtml', type: xhtml, read: true, content: titlePage(book) },
    ...chapters.map(({ entry, content }, i) => ({
      id: `chapter-${i + 1}`,
      file: entry.href,
      type: xhtml,
      read: true,
      content,
    })),
    ...(index ? [{ id: 'index', file: 'index.xhtml', type: xhtml, read: true, content: index }] : []),
    { id: 'style', file: 'style.css', type: 'text/css', read: false, content: style },
    ...pictures.map(({ file, content }, i) => ({
      id: `picture-${i + 1}`,
      file,
      type: 'image/svg+xml',
      read: false,
      content,
    })),
  ]
}

/** SVG 1.1, which EPUB asks for, knows `xml:lang` only. */
function picturesOf(book: EpubBook) {
  return Object.entries(book.figures).map(([src, svg], i) => ({
    src,
    file: `picture-${i + 1}.svg`,
    content: svg.replace(/<svg\b[^<>]*/, (tag) => tag.replace(/\slang=/, ' xml:lang=')),
  }))
}

function chaptersOf(book: EpubBook, pictures: ReadonlyMap<string, string>) {
  return book.chapters.map((chapter, i): { entry: ContentsEntry; anchors: Anchors; content: string } => {
    const href = `chapter-${i + 1}.xhtml`
    const title = chapter.title ?? book.title
    const anchors = anchorsOf(chapter.blocks)
    const markup = chapterMarkup(chapter, {
      labels: book.labels,
      pictures: Object.fromEntries(pictures),
      addresses: book.addresses ?? {},
      notes: chapter.notes,
      anchors,
    })
    const sections = chapter.blocks
      .filter((block) => block.kind === 'heading')
      .filter((block) => block.level === 2)
      .map((block) => ({ title: plain(block), href: `${href}#${anchors.ofBlock.get(block)}` }))
    return { entry: { title, href, sections }, anchors, content: chapterPage(book, title, markup, chapter.kicker) }
  })
}
