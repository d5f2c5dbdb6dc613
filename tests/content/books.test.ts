/** The manuals of the centre as files: a PDF with contents, an index and page numbers, and an EPUB in which the checker finds nothing. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Variant } from '#kernel/localized.ts'
import { bookOf } from '#modules/library/book.ts'
import { manualContent } from '#modules/library/domain/manual.ts'
import { termOf } from '#modules/library/domain/term.ts'
import { makeEpub } from '#platform/epub/index.ts'
import { type Book, createPdfMaker } from '#platform/pdf/index.ts'
import { readThisCentre, root } from '../../tools/content/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'books-'))
const maker = createPdfMaker({ root, limits: { size: 1 } })
afterAll(async () => {
  await maker.close()
  rmSync(folder, { recursive: true })
})

const centre = await readThisCentre()
const [first] = centre.manuals.toSorted((a, b) => b.manual.chapters.length - a.manual.chapters.length)
if (!first) throw new Error('no manual')
const longest = first

function bookIn(variant: Variant): Book {
  const content = manualContent({ manual: longest.manual, chapters: longest.source, english: longest.english }, {})
  if (!content.ok) throw new Error(content.refusal)
  const drawings = longest.files.filter((file) => file.endsWith('.svg'))
  const figures = Object.fromEntries(drawings.map((file) => [file, readFileSync(join(root, 'centre', longest.folder, file), 'utf8')]))
  return bookOf(content.value, { variant, terms: centre.glossary.map(termOf), acts: {}, figures, addresses: {} })
}

describe(`the PDF of ${longest.manual.slug}`, async () => {
  const book = bookIn('sr-Cyrl')
  const file = join(folder, 'book.pdf')
  writeFileSync(file, await maker.pdf('manual', book, 'sr-Cyrl'))
  const read = (program: string, ...args: string[]) =>
    execFileSync(program, [...args, file, ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const pages = read('pdftotext', '-layout').split('\f').slice(0, -1)
  const said = (page: string) => page.replaceAll(/[\u00ad\u2060]/g, '').replaceAll(/\s+/g, ' ')

  test('is tagged and has bookmarks of its chapters', () => {
    expect(read('pdfinfo')).toMatch(/Tagged:\s+yes/)
    expect(read('pdfinfo', '-struct')).toMatch(/^\s*TOCI\b/m)
  })

  test('has contents that lead to the page of each chapter', () => {
    const contents = said(pages.slice(1, 4).join(' '))
    for (const { title = '', kicker = '' } of book.chapters) {
      const page = Number(new RegExp(`${title.replaceAll(/[()?.]/g, '\\$&')} [. ]*(\\d+)`).exec(contents)?.[1])
      expect(said(pages[page - 1] ?? ''), title).toContain(kicker)
    }
  })

  test('has the number of the page on every page after the title', () => {
    const without = pages.flatMap((page, i) => (i === 0 || new RegExp(`\\b${i + 1}\\s*$`).test(page) ? [] : [i + 1]))
    expect(without).toEqual([])
  })

  test('has an index whose pages speak of the term', () => {
    const start = pages.findIndex((page) => said(page).startsWith(book.index?.title ?? '–'))
    expect(start).toBeGreaterThan(pages.length / 2)
    const index = said(pages.slice(start).join(' '))
    const found = [...index.matchAll(/(?:^|\s)преводилац ((?:\d+,? ?)+)/g)].flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? [])
    expect(found.length).toBeGreaterThan(1)
    expect(found.filter((page) => !/преводи[лo]|преводио/iu.test(said(pages[Number(page) - 1] ?? '').replaceAll('- ', '')))).toEqual([])
  })
})

const epubcheck = '/usr/share/java/epubcheck.jar'

test('the EPUB has an index, and the checker finds nothing', async () => {
  const variant = 'sr-Latn'
  const book = bookIn(variant)
  const file = join(folder, `${variant}.epub`)
  const id = 'urn:uuid:019ab2f0-7c11-7d43-8a5e-2f6b0c9d1e77'
  writeFileSync(file, await makeEpub({ ...book, variant, id, modified: '2026-11-23T00:00:00Z' }))
  const index = execFileSync('unzip', ['-p', file, 'book/index.xhtml'], { encoding: 'utf8' })
  expect(index.match(/href="chapter-\d+\.xhtml#/g)?.length).toBeGreaterThan(40)
  const report = join(folder, `${variant}.json`)
  spawnSync('java', ['-jar', epubcheck, file, '--json', report])
  const { messages }: { messages: { severity: string; message: string }[] } = JSON.parse(readFileSync(report, 'utf8'))
  expect(messages.map(({ severity, message }) => `${severity} ${message}`)).toEqual([])
}, 120_000)
