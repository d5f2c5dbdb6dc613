import type { BookIndex } from '#platform/pdf/index.ts'
import type { Anchors } from './blocks.ts'
import { type EpubBook, page } from './pages.ts'
import { element, escaped } from './xml.ts'

/** The index of a book without pages: each term with links to the sections that speak of it. */
export function indexPage(book: EpubBook, index: BookIndex, chapters: readonly { readonly href: string; readonly anchors: Anchors }[]): string {
  const letters = index.letters.map(({ letter, entries }) => {
    const terms = entries.map(({ name, places }) => {
      const links = places.map(({ chapter, block, section }) => {
        const { href = '', anchors } = chapters[chapter] ?? {}
        const anchor = anchors?.ofId.get(block)
        return element('a', { href: anchor === undefined ? href : `${href}#${anchor}` }, escaped(section))
      })
      return element('li', {}, escaped(name) + links.join(''))
    })
    return element('section', {}, element('h2', {}, escaped(letter)) + element('ul', {}, terms.join('\n')))
  })
  const head = element('h1', {}, escaped(index.title)) + element('p', {}, escaped(index.lead))
  return page(book, index.title, element('section', { 'epub:type': 'index', role: 'doc-index', class: 'index' }, `${head}\n${letters.join('\n')}`))
}
