/** What can be kept now, put together out of what each subject gives for it. */

import { variants } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { filesOfUnits } from '#modules/courses/domain/kept-course.ts'
import { catalogue, courseByCode, keptCourseBeside, keptCourseText } from '#modules/courses/index.ts'
import { acts } from '#modules/laws/index.ts'
import { filesOfManual } from '#modules/library/domain/kept-manual.ts'
import { glossary, keptBookFiles, keptManualBeside, keptManualText, shelves } from '#modules/library/index.ts'
import { settingsNow } from '#modules/settings/index.ts'
import { allNews } from '#modules/site/index.ts'
import { allTools, coverOf, type KeptAnswer, keptTools } from '#modules/tools/index.ts'
import type { App } from '#platform/app.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import type { Db } from '#platform/db.ts'
import { newsOnFront } from '../routes/[variant=variant]/(read)/start-page.ts'
import type { Entry, KeptCentreText, KeptRegister } from './contract.ts'

/** A public file, and the address at which readers ask for it where that is another one. */
export interface BesideFile {
  readonly href: string
  readonly opens?: string
}

/** A thing that can be kept before its files are made: its content in parts, and the addresses of all else. */
export interface Thing extends Pick<Entry, 'kind' | 'code' | 'title' | 'version'> {
  readonly parts: readonly object[]
  readonly files: readonly BesideFile[]
  readonly answers?: readonly KeptAnswer[]
}

/** The Centre first, then open courses, then manuals, their books, and field tools. */
export async function thingsToKeep(app: App): Promise<Thing[]> {
  const { db } = app
  const register = await registerNow(db)
  return [
    await centreNow(app, register),
    ...(await coursesNow(db, register)),
    ...(await manualsNow(db, register)),
    ...(await booksNow(db)),
    ...(await toolsNow(app, register)),
  ]
}

async function registerNow(db: Db): Promise<KeptRegister> {
  const [terms, known, all] = await Promise.all([glossary(db), acts(db), areas(db)])
  return {
    terms,
    acts: known.map(({ code, short }) => ({ code, short })),
    areas: all.map(({ code, name, short }) => ({ code, name, short })),
  }
}

async function centreNow(app: App, register: KeptRegister): Promise<Thing> {
  const { db } = app
  const shelved = Promise.all([catalogue(db), shelves(db), allTools(db)])
  const [generation, news, [cards, { manuals, documents }, tools]] = await Promise.all([contentGeneration(db), allNews(db, newsOnFront), shelved])
  const text: KeptCentreText = {
    cards,
    manuals,
    documents,
    tools: tools.map(coverOf),
    news: news.map(({ slug, date, title, summary, sample }) => ({ slug, date, title, sample, ...(summary && { summary }) })),
  }
  const { name: title } = await settingsNow(app)
  return { kind: 'centre', code: 'centre', title, version: String(generation), parts: [text, register], files: [] }
}

async function coursesNow(db: Db, register: KeptRegister): Promise<Thing[]> {
  const open = (await catalogue(db)).filter(({ status }) => status === 'published')
  const things = open.map(async ({ code }): Promise<Thing | null> => {
    const course = await courseByCode(db, code)
    const text = course && (await keptCourseText(db, course.id))
    if (!course || !text) return null
    const { title, version } = course
    return {
      kind: 'course',
      code,
      title,
      version,
      parts: [text, await keptCourseBeside(db, course), register],
      files: filesOfUnits(text.units).map((href) => ({ href })),
    }
  })
  return (await Promise.all(things)).filter((thing) => thing !== null)
}

async function manualsNow(db: Db, register: KeptRegister): Promise<Thing[]> {
  const { manuals } = await shelves(db)
  const things = manuals.map(async ({ id, slug, title, edition }): Promise<Thing | null> => {
    const text = await keptManualText(db, id)
    if (!text) return null
    const parts = [text, await keptManualBeside(db, id), register]
    return { kind: 'manual', code: slug, title, version: edition, parts, files: filesOfManual(text.edition).map((href) => ({ href })) }
  })
  return (await Promise.all(things)).filter((thing) => thing !== null)
}

async function booksNow(db: Db): Promise<Thing[]> {
  const { manuals } = await shelves(db)
  const things = manuals.flatMap((manual) =>
    variants.map(async (variant): Promise<Thing> => {
      const { slug, title, edition } = manual
      return { kind: 'book', code: `${slug}.${variant}`, title, version: edition, parts: [], files: await keptBookFiles(db, manual, variant) }
    }),
  )
  return (await Promise.all(things)).filter(({ files }) => files.length > 0)
}

async function toolsNow(app: App, register: KeptRegister): Promise<Thing[]> {
  return (await keptTools(app)).map(({ tool, cited, answers }) => {
    const { slug: code, title, version } = tool
    return { kind: 'tool', code, title, version, parts: [{ tool }, { cited }, register], files: [], answers }
  })
}
