import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Block, Manuscript } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contentGeneration } from '#platform/content-generation.ts'
import { rawHandle } from '#platform/db.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { openContentFiles } from '../../../centre/content-files.ts'
import { readCentre, type WrittenCentre } from '../../../centre/read-centre.ts'
import { readRegisters } from '../../../centre/read-registers.ts'
import {
  document,
  documents,
  glossary,
  librarySearchTexts,
  loadGlossary,
  type ManualToPublish,
  manual,
  manualChapter,
  manuals,
  publishDocument,
  publishManual,
  withdrawDocument,
  withdrawnDocuments,
} from '../index.ts'

const folder = join(import.meta.dirname, '../../../../centre')
const slug = 'prirucnik-prvi-kontakt'
let app: TestApp
let centre: WrittenCentre
let handbook: ManualToPublish

beforeAll(async () => {
  app = await testApp()
  const read = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal.slice(0, 3)))
  const few = ['kako-uciti-s-telefona', 'spisak-polaznika', 'tri-instance']
  centre = { ...read.value, documents: read.value.documents.filter(({ entry }) => few.some((slug) => entry.file.endsWith(`/${slug}.yaml`))) }
  const written = centre.manuals.find((one) => one.manual.slug === slug)
  if (!written) throw new Error('no handbook')
  const figure = await app.blobs.keep(await readFile(join(folder, `library/manuals/${slug}/figures/put-do-centra.svg`)))
  handbook = { manual: written.manual, chapters: written.source, english: written.english, files: new Map([['figures/put-do-centra.svg', figure]]) }
})
afterAll(() => app.close())

const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(rawHandle(app.db))).rows
const factsTold = async () => (await rows(sql<{ kind: string }>`select kind from fact order by kind`)).map(({ kind }) => kind)
const publish = (given: ManualToPublish) => app.db.transact((tx) => publishManual(app, tx, given))

beforeEach(async () => {
  await rows(sql`truncate manual, manual_version, manual_citation, manual_file, document, glossary_term, fact, public_file`)
})

/** The handbook with one more sentence at the end of its first chapter. */
function changed(edition: string): ManualToPublish {
  const [name = '', first] = [...handbook.chapters][0] ?? []
  if (!first) throw new Error('no chapter')
  const last: Block = { kind: 'paragraph', id: 'p-novo', origin: { cites: [], mark: 'practice' }, text: [{ kind: 'text', text: 'Нова реченица.' }] }
  const chapter: Manuscript = { ...first, blocks: [...first.blocks, last] }
  return { ...handbook, manual: { ...handbook.manual, edition, published: '2026-11-22' }, chapters: new Map([...handbook.chapters, [name, chapter]]) }
}

describe('publishing a manual', () => {
  test('puts it on the shelf, tells of it once and lets kept pages go', async () => {
    const before = await contentGeneration(app.db)
    expect(await publish(handbook)).toMatchObject({ ok: true, value: { changed: true } })
    expect(await factsTold()).toEqual(['library.manual-published'])
    expect(await contentGeneration(app.db)).toBeGreaterThan(before)
    expect(await manuals(app.db)).toMatchObject([{ slug, edition: '1.0', sample: true, languages: ['sr', 'en'], partlyEnglish: false }])
    expect((await manual(app.db, slug))?.chapters.map((chapter) => chapter.slug)).toEqual(handbook.manual.chapters)
  })

  test('changes nothing when it says the same', async () => {
    const first = await publish(handbook)
    const before = await contentGeneration(app.db)
    const second = await publish(handbook)
    expect(second).toEqual({ ok: true, value: { version: first.ok && first.value.version, changed: false } })
    expect(await factsTold()).toEqual(['library.manual-published'])
    expect(await contentGeneration(app.db)).toBe(before)
  })

  test('refuses other words under the same edition, and readers keep what was published', async () => {
    await publish(handbook)
    const before = await manual(app.db, slug)
    expect(await publish(changed('1.0'))).toEqual({ ok: false, refusal: 'edition-published-otherwise' })
    expect(await manual(app.db, slug)).toEqual(before)
  })

  test('a new edition takes the place of the old one, which stays as it was', async () => {
    const old = await publish(handbook)
    await publish(changed('1.1'))
    expect((await manual(app.db, slug))?.edition).toBe('1.1')
    const [kept] = await rows(
      sql<{ edition: string; text: string }>`select edition, content::text as text from manual_version where id = ${old.ok ? old.value.version : ''}`,
    )
    expect(kept?.edition).toBe('1.0')
    expect(kept?.text).not.toContain('Нова реченица.')
  })

  test('an older edition that comes late does not push the newer one from the shelf', async () => {
    await publish(changed('1.1'))
    await publish(handbook)
    expect((await manual(app.db, slug))?.edition).toBe('1.1')
  })

  test('two at once publish one edition', async () => {
    const outcomes = await Promise.all([publish(handbook), publish(handbook), publish(handbook)])
    expect(outcomes.filter((one) => one.ok && one.value.changed)).toHaveLength(1)
    expect(await rows(sql`select id from manual_version`)).toHaveLength(1)
  })

  test('refuses a manual whose chapter or file is not there, and leaves nothing behind', async () => {
    expect(await publish({ ...handbook, chapters: new Map([...handbook.chapters].slice(1)) })).toEqual({ ok: false, refusal: 'chapter-missing' })
    expect(await publish({ ...handbook, files: new Map([['figures/put-do-centra.svg', 'a'.repeat(64)]]) })).toEqual({ ok: false, refusal: 'file-missing' })
    expect(await manuals(app.db)).toEqual([])
    expect(await rows(sql`select hash from public_file`)).toEqual([])
  })

  test('keeps for every passage where it comes from', async () => {
    await publish(handbook)
    const [cited] = await rows(sql<Record<string, unknown>>`select * from manual_citation where passage = 'izbor-pola'`)
    expect(cited).toMatchObject({
      act: 'ZAPZ',
      article: '16',
      fact: '3.2 16',
      source: 'S71',
      mark: 'check',
      checked: '2026-11-20',
      next_check: '2027-05-20',
      as_of: '2026-11-23',
    })
    expect(cited?.owner).toEqual({ 'sr-Cyrl': 'Уредник приручника', en: 'Manual editor' })
    const [seen] = await rows(sql<Record<string, unknown>>`select act, as_of, mark from manual_citation where passage = 'dete-bez-pratnje'`)
    expect(seen).toEqual({ act: null, as_of: '2018-04-12', mark: 'V' })
  })

  test('opens its drawings to everybody, in both scripts', async () => {
    await publish(handbook)
    const file = (await manual(app.db, slug))?.files['figures/put-do-centra.svg']
    expect(file).toMatchObject({ name: 'put-do-centra.svg', mediaType: 'image/svg+xml', width: 720, height: 720 })
    const opened = (await rows(sql<{ hash: string }>`select hash from public_file`)).map(({ hash }) => hash)
    expect(opened.sort()).toEqual([file?.hash, file?.latin?.hash].sort())
    expect(await text(app.blobs.read(file?.latin?.hash ?? ''))).toContain('>namera</text>')
  })

  test('a chapter knows its neighbours', async () => {
    await publish(handbook)
    const found = await manualChapter(app.db, slug, '02-od-namere-do-centra')
    expect([found?.previous?.slug, found?.number, found?.next?.slug]).toEqual(['01-ko-je-pred-vama', 2, '03-uocite-i-uputite'])
    expect(await manualChapter(app.db, slug, 'nema')).toBeNull()
    expect(await manual(app.db, 'nema')).toBeNull()
  })
})

describe('publishing a document', () => {
  const publishAll = async () => {
    for (const { entry, reading } of centre.documents) {
      const bytes = await readFile(join(folder, 'library/documents', entry.attachment))
      const file = { hash: await app.blobs.keep(bytes), name: entry.attachment, mediaType: 'text/plain', size: bytes.byteLength }
      await app.db.transact((tx) => publishDocument(app, tx, { entry, file, ...(reading && { reading }) }))
    }
  }

  test('shows it with its file, newest first, and a guide with its text in both languages', async () => {
    await publishAll()
    expect((await documents(app.db)).map((one) => one.slug)).toEqual(['kako-uciti-s-telefona', 'spisak-polaznika', 'tri-instance'])
    expect((await documents(app.db, { type: 'figure', area: 'A4' })).map((one) => one.slug)).toEqual(['tri-instance'])
    const guide = await document(app.db, 'kako-uciti-s-telefona')
    expect(guide?.reading?.blocks.length).toBeGreaterThan(5)
    expect(guide?.reading?.english?.length).toBe(guide?.reading?.blocks.length)
    expect(await document(app.db, 'nema')).toBeNull()
  })

  test('withdrawn, it goes with its file from shelf and search, also when it is loaded again; brought back, it is as it was', async () => {
    await publishAll()
    const before = await document(app.db, 'tri-instance')
    const open = async () => (await rows(sql<{ name: string }>`select name from public_file`)).map(({ name }) => name).sort()
    const opened = await open()
    const by = actorWith(['coordinator'])
    const stand = (withdrawn: boolean, who = by) => withdrawDocument(app, { by: who, slug: 'tri-instance', withdrawn })
    expect(await stand(true, actorWith(['learner', 'auditor']))).toEqual({ ok: false, refusal: 'not-allowed' })
    const generation = await contentGeneration(app.db)
    expect(await stand(true)).toEqual({ ok: true, value: null })
    expect(await stand(true)).toEqual({ ok: false, refusal: 'nothing-to-change' })
    await publishAll()
    expect(await document(app.db, 'tri-instance')).toBeNull()
    expect((await documents(app.db)).map((one) => one.slug)).toEqual(['kako-uciti-s-telefona', 'spisak-polaznika'])
    expect((await librarySearchTexts(app.db)).map(({ id }) => id)).not.toContain('tri-instance')
    expect(await open()).toEqual(opened.filter((name) => name !== before?.file.name))
    expect(await contentGeneration(app.db)).toBeGreaterThan(generation)
    expect((await withdrawnDocuments(app.db)).map((one) => one.slug)).toEqual(['tri-instance'])
    expect(await stand(false)).toEqual({ ok: true, value: null })
    expect(await document(app.db, 'tri-instance')).toEqual(before)
    expect(await open()).toEqual(opened)
  })

  test('tells of it once, and again only when something changed', async () => {
    await publishAll()
    await publishAll()
    expect(await factsTold()).toEqual(Array(3).fill('library.document-published'))
    const [first] = centre.documents
    if (!first) throw new Error('no document')
    const file = { hash: await app.blobs.keep(Buffer.from('друго')), name: 'drugo.txt', mediaType: 'text/plain', size: 10 }
    expect(await app.db.transact((tx) => publishDocument(app, tx, { entry: first.entry, file }))).toMatchObject({ value: { changed: true } })
    expect(await factsTold()).toHaveLength(4)
  })

  test('refuses a file that was never kept', async () => {
    const [first] = centre.documents
    if (!first) throw new Error('no document')
    const file = { hash: 'b'.repeat(64), name: 'nema.txt', mediaType: 'text/plain', size: 1 }
    expect(await app.db.transact((tx) => publishDocument(app, tx, { entry: first.entry, file }))).toEqual({ ok: false, refusal: 'file-missing' })
  })
})

describe('loading the glossary', () => {
  const load = (terms = centre.glossary) => app.db.transact((tx) => loadGlossary(app, tx, terms))

  test('tells of it once, and nothing when it is the same', async () => {
    expect(await load()).toBe(true)
    expect(await load()).toBe(false)
    expect(await factsTold()).toEqual(['library.glossary-changed'])
    expect((await glossary(app.db)).map((term) => term.id)).toEqual(centre.glossary.map((term) => term.id))
  })

  test('takes out a term that is no longer there and notices a changed meaning', async () => {
    await load()
    expect(await load(centre.glossary.slice(1))).toBe(true)
    expect(await glossary(app.db)).toHaveLength(centre.glossary.length - 1)
    const [first, ...rest] = centre.glossary
    if (!first) throw new Error('no term')
    await load()
    expect(await load([{ ...first, definition: { 'sr-Cyrl': 'Друго.', en: 'Other.' } }, ...rest])).toBe(true)
    expect(await load([])).toBe(true)
    expect(await load([])).toBe(false)
  })
})

test('search hears of manuals, chapters, documents and terms, in all the languages they were written in', async () => {
  await publish(handbook)
  await app.db.transact((tx) => loadGlossary(app, tx, centre.glossary))
  const texts = await librarySearchTexts(app.db)
  const count = (kind: string) => texts.filter((one) => one.kind === kind).length
  expect([count('manual'), count('chapter'), count('term')]).toEqual([1, 4, centre.glossary.length])
  const chapter = texts.find((one) => one.id === `${slug}/01-ko-je-pred-vama`)
  expect(chapter).toMatchObject({ path: `/library/manuals/${slug}/01-ko-je-pred-vama`, sample: true, date: '2026-11-20' })
  expect(chapter?.body['sr-Cyrl']).toContain('Не чекајте да особа изговори реч')
  expect(chapter?.body.en).toContain('Do not wait for the word')
  const term = texts.find((one) => one.id === 'dobrovoljni-povratak')
  expect(term).toMatchObject({ path: '/glossary#dobrovoljni-povratak' })
  expect(term?.body.en).toContain('AVR')
})
