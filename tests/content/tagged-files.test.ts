/** Certificates, manuals and cards as a screen reader gets them: title, language, headings, alternatives, order (WCAG 2.2, PDF/UA). */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Variant } from '#kernel/localized.ts'
import { written } from '#modules/certificates/queries/certificate-pdf.ts'
import { bookOf, cardBook } from '#modules/library/book.ts'
import { cardOf } from '#modules/library/domain/card.ts'
import { manualContent } from '#modules/library/domain/manual.ts'
import { createPdfMaker } from '#platform/pdf/index.ts'
import { readThisCentre, root } from '../../tools/content/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'tagged-'))
const maker = createPdfMaker({ root, limits: { size: 1 } })
afterAll(async () => {
  await maker.close()
  rmSync(folder, { recursive: true })
})

const centre = await readThisCentre()
const variants: readonly Variant[] = ['sr-Cyrl', 'sr-Latn', 'en']
const languages = { 'sr-Cyrl': 'sr-Cyrl-RS', 'sr-Latn': 'sr-Latn-RS', en: 'en-GB' } as const

interface Node {
  readonly tag: string
  readonly depth: number
  text: string
}

interface Tagged {
  readonly info: string
  readonly catalogue: string
  readonly nodes: readonly Node[]
  /** The words of alternatives, in the order of the file. */
  readonly alternatives: readonly string[]
}

const plain = (text: string) => text.replaceAll(/[\u00ad\u200b\u2060]/g, '').replaceAll(/\s+/g, ' ')

/** What poppler, a reader of its own, finds in the file. */
function readTags(bytes: Uint8Array): Tagged {
  const file = join(folder, 'file.pdf')
  writeFileSync(file, bytes)
  const ask = (...options: string[]) => execFileSync('pdfinfo', [...options, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 })
  const nodes: Node[] = []
  for (const line of ask('-struct-text').split('\n')) {
    const depth = line.search(/\S/)
    const said = /^\s*"(.*)"$/.exec(line)?.[1]
    const tag = /^\s*([A-Z][A-Za-z0-9]*)/.exec(line)?.[1]
    const last = nodes.at(-1)
    if (said !== undefined && last) last.text += said
    else if (tag && tag !== 'Object') nodes.push({ tag, depth, text: '' })
  }
  const raw = Buffer.from(bytes).toString('latin1')
  return { info: ask(), catalogue: raw.slice(raw.lastIndexOf('/Type /Catalog')), nodes, alternatives: alternativesIn(raw) }
}

/** Typst writes what is not ASCII as UTF-16 in hexadecimal digits, and the rest as it is, with a stroke before brackets. */
function alternativesIn(raw: string): string[] {
  return [...raw.matchAll(/\/Alt (?:<FEFF([0-9A-F]*)>|\(((?:\\.|[^\\)])*)\))/g)].map(([, hex, plainly = '']) =>
    hex === undefined ? plainly.replaceAll(/\\(.)/g, '$1') : Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  )
}

const headingsOf = ({ nodes }: Tagged) => nodes.filter(({ tag }) => /^H[1-6]$/.test(tag)).map(({ tag, text }) => ({ level: Number(tag[1]), text: plain(text) }))

/** What every file owes. */
function expectSpoken(file: Tagged, title: string, variant: Variant): void {
  expect(file.info).toMatch(/Tagged:\s+yes/)
  expect(plain(file.info)).toContain(`Title: ${title}`)
  expect(file.catalogue).toContain(`/Lang (${languages[variant]})`)
  expect(file.catalogue).toContain('/DisplayDocTitle true')
  const headings = headingsOf(file)
  expect(headings[0]?.level).toBe(1)
  expect(headings.filter(({ text }) => text.trim() === '')).toEqual([])
  expect(headings.filter(({ level }, at) => level > (headings[at - 1]?.level ?? 0) + 1)).toEqual([])
  expect(file.alternatives.filter((text) => text.trim().length < 5)).toEqual([])
  expect(file.alternatives).toHaveLength(file.nodes.filter(({ tag }) => tag === 'Figure').length)
}

/** Each part is said, and after the one before it. */
function expectInOrder({ nodes }: Tagged, parts: readonly string[]): void {
  const said = plain(nodes.map(({ text }) => text).join(' '))
  let from = 0
  for (const part of parts) {
    const at = said.indexOf(plain(part), from)
    expect(at, part).toBeGreaterThanOrEqual(from)
    from = at + part.length
  }
}

const both = (sr: string, en: string) => ({ 'sr-Cyrl': sr, en })
const frozen = {
  title: both('Потврда о завршеном курсу', 'Certificate of completion'),
  names: { cyrillic: 'Марија Пример', latin: 'Marija Primer' },
  course: { code: 'C01', version: '1.0.0', title: both('Основе азила', 'Basics of asylum'), format: 'online', hours: 4 },
  outcomes: [both('Разликује категорије особа.', 'Tells categories of persons apart.')],
  completedOn: '2026-11-23',
  issuedOn: '2026-11-23',
  issuer: {},
  sample: true,
} as const

describe.each(variants)('In %s,', (variant) => {
  test('a certificate says who, what and where to check it, in this order', async () => {
    const certificate = written({ number: 'PTK-7F3K-92QX-M4TD', frozen }, variant, new URL('https://putokaz.example'))
    const file = readTags(await maker.pdf('certificate', certificate, variant))
    expectSpoken(file, certificate.title, variant)
    expectInOrder(file, [certificate.title, certificate.person, certificate.statement, certificate.course, ...certificate.outcomes, certificate.number])
    expect(file.alternatives).toEqual([certificate.qrAlt])
    expect(file.nodes.filter(({ tag, text }) => tag === 'P' && plain(text) === certificate.person)).toHaveLength(1)
    expect(file.nodes.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['L', 'LI', 'Figure', 'Link']))
  })

  test('a pocket card has its title above its parts', async () => {
    const [[area = '', source] = []] = [...centre.cards.source]
    if (!source) throw new Error('no card')
    const english = centre.cards.english.get(area)
    const book = cardBook(cardOf({ area, source, ...(english && { english }) }), { variant, acts: {} })
    const file = readTags(await maker.pdf('card', book, variant))
    expectSpoken(file, book.title, variant)
    const headings = headingsOf(file)
    expect(headings[0]?.text).toBe(book.title)
    expect(headings.length).toBeGreaterThan(2)
    expectInOrder(
      file,
      headings.map(({ text }) => text),
    )
  })

  test('a manual names its figures, its chapters in order, and the heads of its tables', { timeout: 120_000 }, async () => {
    const drawn = centre.manuals.filter(({ files }) => files.some((file) => file.endsWith('.svg')))
    const [given] = drawn.toSorted((a, b) => a.manual.chapters.length - b.manual.chapters.length)
    if (!given) throw new Error('no manual has a figure')
    const content = manualContent({ manual: given.manual, chapters: given.source, english: given.english }, {})
    if (!content.ok) throw new Error(content.refusal)
    const figures = Object.fromEntries(
      given.files.filter((file) => file.endsWith('.svg')).map((file) => [file, readFileSync(join(root, 'centre', given.folder, file), 'utf8')]),
    )
    const book = bookOf(content.value, { variant, terms: [], acts: {}, figures, addresses: {} })
    const file = readTags(await maker.pdf('manual', book, variant))
    expectSpoken(file, book.title, variant)
    const chapters = book.chapters.map(({ title = '' }) => title)
    expect(headingsOf(file).flatMap(({ level, text }) => (level === 1 ? [text] : []))).toEqual([book.contents, ...chapters])
    const alternatives = book.chapters.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figure' ? [block.alt] : [])))
    expect(alternatives.length).toBeGreaterThan(0)
    expect(file.alternatives).toEqual(expect.arrayContaining(alternatives))
    const tags = new Set(file.nodes.map(({ tag }) => tag))
    for (const tag of ['TOC', 'TOCI', 'L', 'LI', 'Table', 'TH', 'Figure']) expect(tags, tag).toContain(tag)
  })
})

test('a file without a title, a heading or an alternative would be caught', async () => {
  const certificate = written({ number: 'PTK-7F3K-92QX-M4TD', frozen }, 'en', new URL('https://putokaz.example'))
  const file = readTags(await maker.pdf('certificate', certificate, 'en'))
  expect(() => expectSpoken({ ...file, nodes: file.nodes.filter(({ tag }) => tag !== 'H1') }, certificate.title, 'en')).toThrow()
  expect(() => expectSpoken({ ...file, alternatives: [''] }, certificate.title, 'en')).toThrow()
  expect(() => expectSpoken(file, certificate.title, 'sr-Latn')).toThrow()
  expect(() => expectInOrder(file, [certificate.person, certificate.title])).toThrow()
})
