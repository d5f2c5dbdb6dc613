import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { book } from '#platform/pdf/example.ts'
import type { BookChapter } from '#platform/pdf/index.ts'
import { createEpubMaker, type EpubBook, makeEpub } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'epub-'))
afterAll(() => rmSync(folder, { recursive: true }))

const root = resolve(import.meta.dirname, '../../..')

const manual: EpubBook = {
  ...book,
  variant: 'sr-Cyrl',
  id: 'urn:uuid:019ab2f0-7c11-7d43-8a5e-2f6b0c9d1e77',
  modified: '2026-11-23T00:00:00Z',
}

function saved(bytes: Uint8Array): string {
  const file = join(folder, 'book.epub')
  writeFileSync(file, bytes)
  return file
}

const epubcheck = '/usr/share/java/epubcheck.jar'

/** What the checker of the EPUB community (Debian: epubcheck) has to say. */
function problems(bytes: Uint8Array): string[] {
  const report = join(folder, 'report.json')
  spawnSync('java', ['-jar', epubcheck, saved(bytes), '--json', report])
  const { messages, checker }: Report = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report)
  expect(checker.checkerVersion).toMatch(/^\d/)
  return messages.map(({ severity, ID, message }) => `${severity} ${ID} ${message}`)
}

interface Report {
  messages: { severity: string; ID: string; message: string }[]
  checker: { checkerVersion: string }
}

const part = async (given: EpubBook, name: string) => execFileSync('unzip', ['-p', saved(await makeEpub(given)), name], { encoding: 'utf8' })

const hostile = '</p><script>alert(1)</script> & "x" \u0000\u0008 \ud800 ]]> &amp;'

/** The manual and, after it, a chapter in which every paragraph is hostile and has the same odd id. */
const hostileChapter: BookChapter = {
  title: hostile,
  notes: { '1 <i"d>': { mark: hostile, source: hostile } },
  blocks:
    book.chapters[0]?.blocks.map((block) => (block.kind === 'paragraph' ? { ...block, id: '1 <i"d>', text: [{ kind: 'text', text: hostile }] } : block)) ?? [],
}

/** All drawings of the sample centre, as figures of the book. */
function figuresOfCentre(): Record<string, string> {
  const files = execFileSync('find', [join(root, 'centre'), '-name', '*.svg'], { encoding: 'utf8' })
  return Object.fromEntries(
    files
      .split('\n')
      .filter(Boolean)
      .map((file) => [file, readFileSync(file, 'utf8')]),
  )
}

test('every kind of block, the figures of the sample centre and hostile texts pass epubcheck', async () => {
  const figures = { ...book.figures, ...figuresOfCentre() }
  expect(Object.keys(figures).length).toBeGreaterThan(1)
  const chapters = [...book.chapters, hostileChapter]
  const whole = { ...manual, summary: hostile, sample: hostile, accessibility: hostile, figures, chapters }
  expect(problems(await makeEpub(whole))).toEqual([])
}, 60_000)

test('the check sees a fault when there is one', async () => {
  expect(problems(await makeEpub({ ...manual, id: '', figures: { 'figures/put.svg': '<svg' } }))).not.toEqual([])
}, 60_000)

test('hostile texts stay texts', async () => {
  const chapter = await part({ ...manual, chapters: [hostileChapter] }, 'book/chapter-1.xhtml')
  expect(chapter).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;')
  expect(chapter).not.toContain('<script')
})

test('the same book gives the same bytes in every time zone', async () => {
  const first = await makeEpub(manual)
  const zone = process.env.TZ
  process.env.TZ = 'Pacific/Auckland'
  const second = await makeEpub(manual)
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
  expect(Buffer.from(second).equals(first)).toBe(true)
})

test('the type of the file is readable at its fixed place', async () => {
  const bytes = Buffer.from(await makeEpub(manual))
  expect(bytes.toString('latin1', 30, 58)).toBe('mimetypeapplication/epub+zip')
})

test('each variant says its language and script', async () => {
  for (const variant of ['sr-Cyrl', 'sr-Latn', 'en'] as const) {
    expect(await part({ ...manual, variant }, 'book/package.opf')).toContain(`<dc:language>${variant}</dc:language>`)
    expect(await part({ ...manual, variant }, 'book/chapter-1.xhtml')).toContain(`lang="${variant}" xml:lang="${variant}"`)
  }
})

test('foreign passages keep their language and direction, and only web addresses become links', async () => {
  const chapter = await part(manual, 'book/chapter-1.xhtml')
  expect(chapter).toContain('<span lang="hu" xml:lang="hu">Szabó</span>')
  expect(chapter).toMatch(/<p id="b\d+" lang="ar" xml:lang="ar" dir="rtl">/)
  expect(chapter).toContain('<a href="https://content.example/obrazac.pdf">Образац</a>')
  expect(chapter).not.toContain('javascript:')
})

test('figures have their text alternative, samples their band, neighbours one common note', async () => {
  const chapter = await part(manual, 'book/chapter-1.xhtml')
  expect(chapter).toContain('<img src="picture-1.svg" alt="Стрелица до одлуке."/>')
  expect(chapter).toContain('Пример – измишљено')
  expect(chapter.split('ЗАПЗ, члан 41')).toHaveLength(2)
})

test('the table of contents leads to chapters and their sections', async () => {
  const nav = await part(manual, 'book/nav.xhtml')
  expect(nav).toContain('<a href="chapter-1.xhtml">Ко долази</a>')
  expect(nav).toContain('<a href="chapter-2.xhtml#b1">Од намере до захтева</a>')
})

test('the worker makes the same book as the main thread', async () => {
  const maker = createEpubMaker({ root })
  const made = await maker.epub(manual)
  await maker.close()
  expect(Buffer.from(made).equals(await makeEpub(manual))).toBe(true)
})
