import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Block, Inline } from '@putokaz/manuscript'
import { encode } from 'uqr'
import { afterAll, expect, test } from 'vitest'
import { book, certificate } from './example.ts'
import { type Book, createPdfMaker } from './index.ts'

const maker = createPdfMaker({ root: resolve(import.meta.dirname, '../../..'), limits: { size: 1 } })
const folder = mkdtempSync(join(tmpdir(), 'pdf-'))

afterAll(async () => {
  await maker.close()
  rmSync(folder, { recursive: true })
})

/** What poppler, a reader of its own, finds in the file. */
function read(bytes: Uint8Array, program: 'pdftotext' | 'pdfinfo' | 'pdffonts', ...options: string[]): string {
  const file = join(folder, 'document.pdf')
  writeFileSync(file, bytes)
  const args = program === 'pdftotext' ? [...options, file, '-'] : [...options, file]
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** The text in the order of the file, with words that were divided at a line end made whole. */
const words = (bytes: Uint8Array) =>
  read(bytes, 'pdftotext', '-raw')
    .replaceAll(/\u00ad\s*/g, '')
    .replaceAll(/\s+/g, ' ')

const raw = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

test('a certificate is one tagged page with title, author, language and date', async () => {
  const pdf = await maker.pdf('certificate', certificate, 'sr-Cyrl')
  expect(raw(pdf)).toMatch(/\/StructTreeRoot/)
  expect(raw(pdf)).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
  expect(raw(pdf)).toContain('/Lang (sr-Cyrl-RS)')
  const info = read(pdf, 'pdfinfo')
  expect(info).toMatch(/Title:\s+Потврда о завршеном курсу/)
  expect(info).toMatch(/Author:\s+Путоказ/)
  expect(info).toMatch(/CreationDate:\s+Mon Nov 23 .*2026/)
  expect(info).toMatch(/Tagged:\s+yes/)
  expect(info).toMatch(/Pages:\s+1\n/)
})

test('all that a certificate says can be copied out of it', async () => {
  const said = words(await maker.pdf('certificate', certificate, 'sr-Cyrl'))
  for (const part of [certificate.title, certificate.person, certificate.course, ...certificate.outcomes]) expect(said).toContain(part)
  for (const { label, value } of certificate.facts) expect(said).toContain(`${label} ${value}`)
  expect(said).toContain('Пример – измишљено')
  expect(said).toContain(certificate.number)
})

test('issuer and signatory stand there only when they were set, the sample band only on samples', async () => {
  const { sample, ...real } = certificate
  const signing = [{ label: 'издаје', value: 'Центар Узорак' }]
  const signed = words(await maker.pdf('certificate', { ...real, signing }, 'sr-Cyrl'))
  expect(signed).toContain('издаје Центар Узорак')
  expect(signed).not.toContain(sample)
  expect(words(await maker.pdf('certificate', certificate, 'sr-Cyrl'))).not.toContain('издаје')
})

test('the QR code has a text alternative and the address is a link', async () => {
  const qr = encode(certificate.verifyUrl, { border: 0, ecc: 'M' }).data
  const pdf = await maker.pdf('certificate', { ...certificate, qr }, 'sr-Cyrl')
  expect(read(pdf, 'pdfinfo', '-struct')).toMatch(/Figure/)
  expect(read(pdf, 'pdfinfo', '-url')).toContain(certificate.verifyUrl)
})

test('hostile words stay words', async () => {
  const hostile = '#import "x": * $x^2$ ] } \\ "q" \' <a> @b `c` //d /*e*/ _f_ *g* ~ -- ---'
  const pdf = await maker.pdf('certificate', { ...certificate, person: hostile, outcomes: [hostile] }, 'en')
  expect(words(pdf).split(hostile)).toHaveLength(3)
})

test('a word of ten thousand letters breaks inside the page and none is lost', async () => {
  const endless = 'Ђ'.repeat(10_000)
  const pdf = await maker.pdf('certificate', { ...certificate, outcomes: [endless] }, 'sr-Cyrl')
  const letters = read(pdf, 'pdftotext', '-x', '0', '-y', '0', '-W', '842', '-H', '595').match(/Ђ/g)
  expect(letters).toHaveLength(10_000)
})

test('the same certificate gives the same bytes', async () => {
  const first = await maker.pdf('certificate', certificate, 'sr-Latn')
  await maker.pdf('certificate', { ...certificate, person: 'Јован Узорак' }, 'sr-Latn')
  expect(Buffer.from(await maker.pdf('certificate', certificate, 'sr-Latn')).equals(first)).toBe(true)
})

test('a warm certificate takes at most 50 ms', async () => {
  const times: number[] = []
  for (let i = 0; i < 15; i++) {
    const start = performance.now()
    await maker.pdf('certificate', { ...certificate, person: `Ана Пробић ${i}`, number: `PTK-${i}` }, 'sr-Cyrl')
    times.push(performance.now() - start)
  }
  // The best of them: neighbours on the machine slow the others, not the program.
  expect(Math.min(...times)).toBeLessThan(50)
})

test('a manual carries every block, its contents with page numbers, and each shared note once', async () => {
  const pdf = await maker.pdf('manual', book, 'sr-Cyrl')
  const said = words(pdf)
  for (const part of ['Садржај', 'Од намере до захтева', '72 сата', '3. трећа ставка', '72 h', 'Мешовите миграције']) expect(said).toContain(part)
  for (const part of ['Ана: „Ја, мало.“', 'соба додељена', '„Нико не сме бити враћен.“', 'Образац', 'пракса – није пропис']) expect(said).toContain(part)
  expect(said.split('ЗАПЗ, члан 41')).toHaveLength(2)
  expect(said).toMatch(/Ко долази [. \u2060]*3/)
  expect(read(pdf, 'pdfinfo')).toMatch(/Tagged:\s+yes/)
  const tree = read(pdf, 'pdfinfo', '-struct')
  for (const tag of ['TOC', 'H1', 'H2', 'L', 'Table', 'TH', 'Figure', 'Link']) expect(tree).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'))
})

test('links lead only to web, mail and telephone addresses', async () => {
  const pdf = await maker.pdf('document', book, 'sr-Cyrl')
  const links = read(pdf, 'pdfinfo', '-url')
  expect(links).toContain('https://primer.example/vodic?a=1&b=2')
  expect(links).toContain('https://content.example/obrazac.pdf')
  expect(`${links}${raw(pdf)}`).not.toContain('javascript:')
})

test('Serbian text takes the Serbian letter shapes, English text the common ones', async () => {
  const only = (word: string): Book => {
    const text: Inline[] = [{ kind: 'em', children: [{ kind: 'text', text: word }] }]
    const passage: Block = { id: 'p-1', origin: { cites: [], mark: 'V' }, kind: 'paragraph', text }
    const { sample, summary, ...rest } = book
    return { ...rest, title: 'А', facts: [], chapters: [{ blocks: [passage], notes: {} }] }
  }
  const picture = async (variant: 'sr-Cyrl' | 'en', word: string) => {
    const file = join(folder, 'shapes.pdf')
    writeFileSync(file, await maker.pdf('document', only(word), variant))
    return execFileSync('pdftoppm', ['-r', '60', '-gray', file], { stdio: ['ignore', 'pipe', 'ignore'] })
  }
  expect((await picture('sr-Cyrl', 'гдпт')).equals(await picture('en', 'гдпт'))).toBe(false)
  expect((await picture('sr-Cyrl', 'наша')).equals(await picture('en', 'наша'))).toBe(true)
})

test('all type comes from our own fonts', async () => {
  const fonts = read(await maker.pdf('manual', book, 'sr-Cyrl'), 'pdffonts')
    .split('\n')
    .slice(2)
    .filter(Boolean)
  expect(fonts.length).toBeGreaterThan(3)
  for (const line of fonts) expect(line).toMatch(/(Putokaz|NotoNaskhArabic)/)
})

test('a long manual leaves the event loop free', async () => {
  const chapters = Array.from({ length: 40 }, () => book.chapters).flat()
  const before = performance.eventLoopUtilization()
  const pdf = await maker.pdf('manual', { ...book, chapters }, 'sr-Cyrl')
  const { utilization } = performance.eventLoopUtilization(before)
  expect(Number(/Pages:\s+(\d+)/.exec(read(pdf, 'pdfinfo'))?.[1])).toBeGreaterThan(80)
  // Busy for a small part of the time only, however slow the machine: the rest was waiting for the worker.
  expect(utilization).toBeLessThan(0.3)
}, 30_000)
