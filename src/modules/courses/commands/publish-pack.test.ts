import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allBlocks, type Block, sheetKinds } from '@putokaz/manuscript'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentGeneration } from '#platform/content-generation.ts'
import { rawHandle, reading } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import { openContentFiles } from '../../../centre/content-files.ts'
import { readCentre } from '../../../centre/read-centre.ts'
import { readRegisters } from '../../../centre/read-registers.ts'
import { coursePage, courseSearchTexts, packPage, packPrint, publishPack, sheetPage, type WrittenPack } from '../index.ts'
import type { CoursesTables } from '../tables.ts'

const folder = join(import.meta.dirname, '../../../../centre')
const variants = ['sr-Cyrl', 'sr-Latn', 'en'] as const
let app: TestApp
let written: WrittenPack

const publish = (given: WrittenPack) => app.db.transact((tx) => publishPack(app, tx, given))
const told = async () =>
  Number((await sql<{ count: number }>`select count(*) from fact where kind = 'courses.pack-published'`.execute(rawHandle(app.db))).rows[0]?.count)

/** The pack of a real course, published with a small one that knows two of its outcomes. */
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  await publishTestCourse(app, { code: 'T02' })
  const read = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal.slice(0, 3)))
  const course = read.value.courses.find(({ pack }) => pack)
  if (!course?.pack) throw new Error('no course of the sample has a pack')
  const files = await Promise.all(
    course.pack.files.map(async (name) => [name, await app.blobs.keep(await readFile(join(folder, course.folder, name)))] as const),
  )
  written = { course: 'T01', pack: course.pack.pack, sheets: course.pack.source, english: course.pack.english, files: new Map(files) }
})
afterAll(() => app.close())

describe('publishing a pack', () => {
  test('needs a course, every listed sheet and every file that a sheet shows', async () => {
    const [name = '', sheet] = [...written.sheets][0] ?? []
    expect(await publish({ ...written, course: 'T99' })).toEqual({ ok: false, refusal: { reason: 'no-such-course' } })
    const without = new Map([...written.sheets].filter(([one]) => one !== name))
    expect(await publish({ ...written, sheets: without })).toEqual({ ok: false, refusal: { reason: 'sheet-missing', name } })
    if (!sheet) throw new Error('no sheet')
    const figure: Block = { kind: 'figure', src: 'figures/nema.svg', alt: '', caption: [], id: 'slika', origin: { cites: [], mark: 'practice' } }
    const sheets = new Map([...written.sheets, [name, { ...sheet, blocks: [...sheet.blocks, figure] }]])
    expect(await publish({ ...written, sheets })).toEqual({ ok: false, refusal: { reason: 'file-missing', name: 'figures/nema.svg' } })
    expect(await packPage(app, 'T01', 'en')).toBeNull()
    expect(await told()).toBe(0)
  })

  test('opens it to readers and tells of it once; the same again changes nothing', async () => {
    expect(await coursePage(app, 'T01', 'en')).toMatchObject({ hasPack: false })
    const before = await contentGeneration(app.db)
    expect(await publish(written)).toEqual({ ok: true, value: { changed: true } })
    const after = await contentGeneration(app.db)
    expect(after).toBeGreaterThan(before)
    expect(await publish(written)).toEqual({ ok: true, value: { changed: false } })
    expect(await contentGeneration(app.db)).toBe(after)
    expect(await told()).toBe(1)
    expect(await coursePage(app, 'T01', 'en')).toMatchObject({ hasPack: true })
    expect(await coursePage(app, 'T02', 'en')).toMatchObject({ hasPack: false })
  })

  test('twenty times at once tells of it once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => publish({ ...written, course: 'T02' })))
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.changed)).toHaveLength(1)
    expect(await told()).toBe(2)
  })

  test('again with other words stands in place of the one before', async () => {
    const summary = { 'sr-Cyrl': 'Краћи дан.', en: 'A shorter day.' }
    expect(await publish({ ...written, course: 'T02', pack: { ...written.pack, summary } })).toEqual({ ok: true, value: { changed: true } })
    expect((await packPage(app, 'T02', 'en'))?.summary).toEqual({ text: 'A shorter day.' })
    expect(await reading<CoursesTables>(app.db).selectFrom('trainer_pack').select('course').orderBy('course').execute()).toEqual([
      { course: 'T01' },
      { course: 'T02' },
    ])
  })
})

describe('for a reader', () => {
  test('the agenda is told by the clock and leads to its sheets, and every sheet stands under its kind once', async () => {
    const page = await packPage(app, 'T01', 'sr-Cyrl')
    if (!page) throw new Error('no pack')
    expect(page.days.reduce((sum, day) => sum + day.minutes, 0)).toBe(written.pack.minutes)
    for (const { starts, ends, agenda } of page.days) expect([agenda[0]?.from, agenda.at(-1)?.to]).toEqual([starts, ends])
    const named = written.pack.days.flatMap((day) => day.agenda.flatMap(({ sheet }) => sheet ?? []))
    expect(page.days.flatMap((day) => day.agenda.flatMap(({ sheet }) => sheet?.slug ?? []))).toEqual(named)
    expect(page.kinds.map(({ kind }) => kind)).toEqual(sheetKinds)
    expect(page.kinds.flatMap(({ sheets }) => sheets.map(({ slug }) => slug)).toSorted()).toEqual(written.pack.sheets.toSorted())
  })

  test('a sheet is in her script or language, beside its neighbours', async () => {
    const [first = '', second = ''] = written.pack.sheets
    const [cyrillic, latin, english] = await Promise.all(variants.map((variant) => sheetPage(app, 'T01', first, variant)))
    expect(cyrillic?.title.text).toMatch(/\p{Script=Cyrillic}/u)
    expect(latin?.title.text).not.toMatch(/\p{Script=Cyrillic}/u)
    expect(english?.text.written).toBe('en')
    expect(english?.next?.slug).toBe(second)
    expect(english?.previous).toBeUndefined()
    expect(await sheetPage(app, 'T01', '99-nema', 'en')).toBeNull()
    expect(await sheetPage(app, 'T03', first, 'en')).toBeNull()
  })

  test('the whole pack to be printed has every sheet in order, and no id twice', async () => {
    const print = await packPrint(app, 'T01', 'sr-Latn')
    expect(print?.sheets.map(({ slug }) => slug)).toEqual(written.pack.sheets)
    const ids = print?.sheets.flatMap(({ text }) => allBlocks([...text.blocks]).map(({ id }) => id)) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(50)
  })

  test('search hears of the pack and of each sheet, in both languages', async () => {
    const texts = (await courseSearchTexts(app.db, 'T01')).filter(({ kind }) => kind === 'sheet')
    const paths = ['/courses/T01/trainer-pack', ...written.pack.sheets.map((slug) => `/courses/T01/trainer-pack/${slug}`)]
    expect(texts.map(({ path }) => path)).toEqual(paths)
    expect(texts.every(({ body }) => (body['sr-Cyrl']?.length ?? 0) > 20 && (body.en?.length ?? 0) > 20)).toBe(true)
  })
})
