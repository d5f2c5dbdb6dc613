/** Everything that readers find, with its version and what in it is still to be checked. */
import type { Localized } from '#kernel/localized.ts'
import { catalogue, courseByCode, type PublishedCourse, unit, unitsInOrder } from '#modules/courses/index.ts'
import { documents, manual, manuals, withdrawnDocuments } from '#modules/library/index.ts'
import { allNews, pageBySlug, withdrawnNews } from '#modules/site/index.ts'
import type { Db } from '#platform/db.ts'

export interface ContentItem {
  /** What an administrator names it by when she withdraws it; only news and documents can be. */
  readonly slug?: string
  readonly kind: 'course' | 'manual' | 'document' | 'news' | 'page'
  readonly title: Localized
  /** Its page, without the prefix of a variant. */
  readonly path: string
  /** What has no version of its own has the day it was made. */
  readonly version: string | null
  readonly announced: boolean
  readonly sample: boolean
  /** Passages marked as to be checked. */
  readonly marks: number
  readonly nextCheck: string | null
}

export const standingPages = ['about', 'help', 'privacy', 'accessibility', 'languages'] as const

export async function contentOverview(db: Db): Promise<ContentItem[]> {
  return [...(await courses(db)), ...(await allManuals(db)), ...(await allDocuments(db)), ...(await news(db)), ...(await pages(db))]
}

/** How many passages of a content are marked as to be checked. */
function marksIn(content: unknown): number {
  return [...JSON.stringify(content ?? null).matchAll(/"mark":"check"/g)].length
}

async function courses(db: Db): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const { code, title, version, status, sample } of await catalogue(db)) {
    const course = status === 'published' ? await courseByCode(db, code) : null
    const marks = course ? await marksInUnits(db, course) : 0
    items.push({ kind: 'course', title, path: `/courses/${code}`, version, announced: !course, sample, marks, nextCheck: course?.nextCheck ?? null })
  }
  return items
}

async function marksInUnits(db: Db, course: PublishedCourse): Promise<number> {
  let sum = 0
  for (const { slug } of unitsInOrder(course)) sum += marksIn((await unit(db, course.id, slug))?.source)
  return sum
}

async function allManuals(db: Db): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const { slug, title, edition, sample } of await manuals(db)) {
    const chapters = (await manual(db, slug))?.chapters ?? []
    const marks = chapters.reduce((sum, { blocks }) => sum + marksIn(blocks), 0)
    const nextCheck = chapters.map((chapter) => chapter.nextCheck).sort()[0] ?? null
    items.push({ kind: 'manual', title, path: `/library/manuals/${slug}`, version: edition, announced: false, sample, marks, nextCheck })
  }
  return items
}

async function allDocuments(db: Db): Promise<ContentItem[]> {
  return (await documents(db)).map(({ slug, title, date, sample, nextCheck, reading }) => {
    return {
      slug,
      kind: 'document',
      title,
      path: `/library/documents/${slug}`,
      version: date,
      announced: false,
      sample,
      marks: marksIn(reading?.blocks),
      nextCheck,
    }
  })
}

async function news(db: Db): Promise<ContentItem[]> {
  return (await allNews(db)).map(({ slug, title, date, sample, nextCheck, source }) => {
    return { slug, kind: 'news', title, path: `/news/${slug}`, version: date, announced: false, sample, marks: marksIn(source), nextCheck }
  })
}

async function pages(db: Db): Promise<ContentItem[]> {
  const found = await Promise.all(standingPages.map((slug) => pageBySlug(db, slug)))
  return found
    .filter((page) => page !== null)
    .map(({ slug, title, checked, sample, nextCheck, source }) => {
      return { kind: 'page', title, path: `/${slug}`, version: checked, announced: false, sample, marks: marksIn(source), nextCheck }
    })
}

export interface WithdrawnItem {
  readonly kind: 'document' | 'news'
  readonly slug: string
  readonly title: Localized
}

/** What readers found until somebody withdrew it. */
export async function withdrawnContent(db: Db): Promise<WithdrawnItem[]> {
  const [papers, items] = [await withdrawnDocuments(db), await withdrawnNews(db)]
  return [
    ...papers.map(({ slug, title }): WithdrawnItem => ({ kind: 'document', slug, title })),
    ...items.map(({ slug, title }): WithdrawnItem => ({ kind: 'news', slug, title })),
  ]
}
