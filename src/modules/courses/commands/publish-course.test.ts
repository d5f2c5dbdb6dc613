import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CourseSource, type Manuscript, parseCourse, parseManuscript } from '@putokaz/manuscript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentGeneration } from '#platform/content-generation.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import {
  announcedCourse,
  catalogue,
  courseByCode,
  coursePage,
  courseSearchTexts,
  courseVersion,
  passagesCiting,
  publishCourse,
  unit,
  unitPage,
  type WrittenCourse,
} from '../index.ts'

const folder = join(import.meta.dirname, '../../../../centre/courses')
let app: TestApp
let written: WrittenCourse
let announced: CourseSource

const publish = (given: WrittenCourse) => app.db.transact((tx) => publishCourse(app, tx, given))
const withCourse = (change: Partial<CourseSource>): WrittenCourse => ({ ...written, course: { ...written.course, ...change } })

async function readCourse(code: string): Promise<CourseSource> {
  const parsed = parseCourse(await readFile(join(folder, code, 'course.yaml'), 'utf8'), { file: 'course.yaml' })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  return parsed.value
}

async function readUnit(slug: string): Promise<[string, Manuscript]> {
  const parsed = parseManuscript(await readFile(join(folder, 'C01/units', `${slug}.md`), 'utf8'), { file: `${slug}.md`, kind: 'unit' })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  return [slug, parsed.value]
}

beforeAll(async () => {
  app = await testApp()
  const course = await readCourse('C01')
  const units = new Map(await Promise.all(course.chapters.flatMap((chapter) => chapter.units).map(readUnit)))
  const drawings = await readdir(join(folder, 'C01/figures'))
  const files = new Map(
    await Promise.all(drawings.map(async (name) => [`figures/${name}`, await app.blobs.keep(await readFile(join(folder, 'C01/figures', name)))] as const)),
  )
  written = { course, units, files }
  announced = await readCourse('C02')
})
afterAll(() => app.close())

describe('publishing a course', () => {
  test('opens its units to readers, tells the others, and the second time changes nothing', async () => {
    const before = await contentGeneration(app.db)
    const first = await publish(written)
    if (!first.ok || !first.value.version) throw new Error(JSON.stringify(first))
    expect(first.value.changed).toBe(true)
    const generation = await contentGeneration(app.db)
    expect(generation).toBeGreaterThan(before)
    expect(await publish(written)).toEqual({ ok: true, value: { version: first.value.version, changed: false } })
    expect(await contentGeneration(app.db)).toBe(generation)
    const body = await unit(app.db, first.value.version, '2-2-tri-instance')
    expect(body?.source.blocks.length).toBeGreaterThan(5)
    expect(Object.values(body?.files ?? {})).toMatchObject([{ width: 720, height: 380 }])
  })

  test('does not depend on where the file lies or in what order its parts were read', async () => {
    const turned = { ...written, units: new Map([...written.units].toReversed()), course: { ...written.course, file: 'elsewhere.yaml', lines: {} } }
    expect(await publish(turned)).toMatchObject({ ok: true, value: { changed: false } })
  })

  test('refuses other content under a number that was published, whether in the course or in a unit', async () => {
    expect(await publish(withCourse({ hours: 5 }))).toEqual({ ok: false, refusal: { reason: 'version-has-other-content' } })
    const [slug, first] = [...written.units][0] ?? []
    if (!slug || !first) throw new Error('a course without units')
    const units = new Map([...written.units, [slug, { ...first, blocks: first.blocks.slice(1) }]])
    expect(await publish({ ...written, units })).toEqual({ ok: false, refusal: { reason: 'version-has-other-content' } })
  })

  test('refuses an older number, an announcement afterwards, a missing unit and a missing file', async () => {
    expect(await publish(withCourse({ version: '0.9.0' }))).toEqual({ ok: false, refusal: { reason: 'newer-version-published' } })
    expect(await publish(withCourse({ status: 'announced' }))).toEqual({ ok: false, refusal: { reason: 'announced-after-published' } })
    expect(await publish({ ...written, units: new Map() })).toMatchObject({ ok: false, refusal: { reason: 'unit-missing' } })
    expect(await publish({ ...written, files: new Map() })).toMatchObject({ ok: false, refusal: { reason: 'file-missing' } })
  })

  test('a new number becomes the newest, and the version before it stays as it was', async () => {
    const before = await courseByCode(app.db, 'C01')
    expect(await publish(withCourse({ version: '1.1.0', hours: 5 }))).toMatchObject({ ok: true, value: { changed: true } })
    expect(await courseByCode(app.db, 'C01')).toMatchObject({ version: '1.1.0', hours: 5 })
    expect(before && (await courseVersion(app.db, before.id))).toEqual(before)
  })

  test('twenty at once make one version', async () => {
    const next = withCourse({ version: '1.2.0' })
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => publish(next)))
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.changed)).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.version)).size).toBe(1)
  })
})

describe('an announced course', () => {
  test('is in the catalogue as announced, and can be changed until it is published', async () => {
    const announcement: WrittenCourse = { course: announced, units: new Map(), files: new Map() }
    expect(await publish(announcement)).toEqual({ ok: true, value: { version: null, changed: true } })
    expect(await publish(announcement)).toEqual({ ok: true, value: { version: null, changed: false } })
    expect(await publish({ ...announcement, course: { ...announced, hours: 20 } })).toMatchObject({ value: { changed: true } })
    expect((await catalogue(app.db)).map(({ code, status, hours }) => [code, status, hours])).toEqual([
      ['C01', 'published', 4],
      ['C02', 'announced', 20],
    ])
    expect(await courseByCode(app.db, 'C02')).toBeNull()
    expect(await announcedCourse(app.db, 'C02')).toMatchObject({ code: 'C02' })
    expect(await announcedCourse(app.db, 'C01')).toBeNull()
  })
})

describe('what a course rests on', () => {
  test('is found by act and article, in the newest version only', async () => {
    const found = await passagesCiting(app.db, 'ZAPZ')
    expect(found.length).toBeGreaterThan(10)
    const places = found.map(({ unit: slug, passage, article }) => `${slug}#${passage} ${article}`)
    expect(new Set(places).size).toBe(places.length)
    expect(found.every(({ course, checked }) => course === 'C01' && checked !== null)).toBe(true)
    const articles = found.filter(({ article }) => article !== null)
    expect(await passagesCiting(app.db, 'ZAPZ', articles[0]?.article ?? '')).toContainEqual(articles[0])
    expect(await passagesCiting(app.db, 'NEMA')).toEqual([])
  })
})

describe('for a reader', () => {
  test('a unit is in her script, drawings too, and the English reader is told that it is Serbian', async () => {
    const [cyrillic, latin, english] = await Promise.all(
      (['sr-Cyrl', 'sr-Latn', 'en'] as const).map((variant) => unitPage(app, 'C01', '2-2-tri-instance', variant)),
    )
    expect(cyrillic?.title.text).toBe('Три инстанце у поступку азила')
    expect(latin?.title.text).toBe('Tri instance u postupku azila')
    const bare = JSON.stringify(latin?.text.blocks.filter(({ lang }) => lang === undefined).map((block) => ('text' in block ? block.text : [])))
    expect(bare).not.toMatch(/\p{Script=Cyrillic}/u)
    expect(latin?.files['figures/ch2-instance.svg']?.href).not.toBe(cyrillic?.files['figures/ch2-instance.svg']?.href)
    expect(english?.title).toEqual({ text: 'The three instances of the asylum procedure' })
    expect(english?.text.written).toBe('sr-Cyrl')
    expect(english?.text.blocks).toEqual(cyrillic?.text.blocks)
  })

  test('each unit knows its neighbours, and the last one ends its chapter', async () => {
    const slugs = written.course.chapters.flatMap((chapter) => chapter.units)
    const pages = await Promise.all(slugs.map((slug) => unitPage(app, 'C01', slug, 'sr-Cyrl')))
    expect(pages.map((page) => page?.previous?.slug)).toEqual([undefined, ...slugs.slice(0, -1)])
    expect(pages.map((page) => page?.next?.slug)).toEqual([...slugs.slice(1), undefined])
    expect(pages.filter((page) => page?.endsChapter).map((page) => page?.slug)).toEqual(written.course.chapters.map((chapter) => chapter.units.at(-1)))
  })

  test('a course that is not there is nothing, and a unit of none neither', async () => {
    expect(await coursePage(app, 'C99', 'en')).toBeNull()
    expect(await unitPage(app, 'C01', 'nema', 'en')).toBeNull()
    expect(await unitPage(app, 'C02', '1-1-medjunarodni-pojmovi', 'en')).toBeNull()
  })

  test('a view is computed anew when the content has changed', async () => {
    expect(await coursePage(app, 'C01', 'en')).toMatchObject({ version: '1.2.0' })
    await publish(withCourse({ version: '1.3.0' }))
    expect(await coursePage(app, 'C01', 'en')).toMatchObject({ version: '1.3.0' })
  })

  test('search hears of every course and every unit', async () => {
    const texts = await courseSearchTexts(app.db)
    expect(texts.filter(({ kind }) => kind === 'course').map(({ path }) => path)).toEqual(['/courses/C01', '/courses/C02'])
    expect(texts.filter(({ kind }) => kind === 'unit')).toHaveLength(15)
    expect(texts.find(({ id }) => id === 'C01/2-2-tri-instance')?.body['sr-Cyrl']).toContain('Комисија за азил')
    expect(await courseSearchTexts(app.db, 'C02')).toHaveLength(1)
  })
})

describe('a course with a chapter to come', () => {
  test('is open: it shows the chapter without units, and its last unit leads to no final test', async () => {
    await publishTestCourse(app, { code: 'T05', waits: true })
    const page = await coursePage(app, 'T05', 'en')
    expect(page?.chapters.map(({ id, announced, parts }) => [id, announced ?? false, parts.length])).toEqual([
      ['1', false, 1],
      ['2', false, 1],
      ['3', true, 0],
    ])
    expect(page).toMatchObject({ status: 'published', unitCount: 2, firstUnit: '1-1-prva' })
    expect(page?.finalTest).toBeUndefined()
    expect(await unitPage(app, 'T05', '2-1-druga', 'en')).toMatchObject({ endsChapter: true, hasFinalTest: false })
    expect(await unitPage(app, 'C01', '2-2-tri-instance', 'en')).toMatchObject({ hasFinalTest: true })
  })
})
