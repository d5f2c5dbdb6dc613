/** Everything that readers find, with its version and what in it is still to be checked. */
import type { Localized } from '#kernel/localized.ts'
import { catalogue, courseByCode, type PublishedCourse, packOfCourse, unit, unitsInOrder } from '#modules/courses/index.ts'
import { allCards, documents, manual, manuals, withdrawnDocuments } from '#modules/library/index.ts'
import { allNews, helpPage, helpSlugs, pageBySlug, withdrawnNews } from '#modules/site/index.ts'
import { allTools } from '#modules/tools/index.ts'
import type { Db } from '#platform/db.ts'

export interface ContentItem {
  /** What an administrator names it by when she withdraws it; only news and documents can be. */
  readonly slug?: string
  readonly kind: 'course' | 'pack' | 'manual' | 'card' | 'tool' | 'document' | 'news' | 'page'
  readonly title: Localized
  /** Its page, without the prefix of a variant. */
  readonly path: string
  /** What has no version of its own has the day it was made. */
  readonly version: string | null
  readonly announced: boolean
  readonly sample: boolean
  /** Passages marked as to be checked. */
  readonly marks: number
  /** Texts of it that nobody has put into English yet: units, sheets, chapters, or the one it has. */
  readonly lacksEnglish: number
  readonly nextCheck: string | null
}

export const standingPages = ['about', 'help', 'privacy', 'accessibility', 'languages'] as const

export async function contentOverview(db: Db): Promise<ContentItem[]> {
  return [
    ...(await courses(db)),
    ...(await packs(db)),
    ...(await allManuals(db)),
    ...(await pocketCards(db)),
    ...(await fieldTools(db)),
    ...(await allDocuments(db)),
    ...(await news(db)),
    ...(await pages(db)),
  ]
}

interface Text {
  readonly source?: unknown
  readonly english?: unknown
}

function totalOf(texts: readonly Text[]): Pick<ContentItem, 'marks' | 'lacksEnglish'> {
  return { marks: texts.reduce((sum, { source }) => sum + marksIn(source), 0), lacksEnglish: texts.filter(({ english }) => !english).length }
}

/** How many passages of a content are marked as to be checked. */
function marksIn(content: unknown): number {
  return [...JSON.stringify(content ?? null).matchAll(/"mark":"check"/g)].length
}

async function courses(db: Db): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const { code, title, version, status, sample } of await catalogue(db)) {
    const course = status === 'published' ? await courseByCode(db, code) : null
    const texts = course ? await unitsOf(db, course) : []
    const nextCheck = course?.nextCheck ?? null
    items.push({ kind: 'course', title, path: `/courses/${code}`, version, announced: !course, sample, ...totalOf(texts), nextCheck })
  }
  return items
}

async function unitsOf(db: Db, course: PublishedCourse): Promise<Text[]> {
  const texts: Text[] = []
  for (const { slug } of unitsInOrder(course)) texts.push((await unit(db, course.id, slug)) ?? {})
  return texts
}

async function packs(db: Db): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const { code } of await catalogue(db)) {
    const pack = await packOfCourse(db, code)
    if (!pack) continue
    const { title, checked, sample, nextCheck, sheets } = pack
    items.push({ kind: 'pack', title, path: `/courses/${code}/trainer-pack`, version: checked, announced: false, sample, ...totalOf(sheets), nextCheck })
  }
  return items
}

async function allManuals(db: Db): Promise<ContentItem[]> {
  const items: ContentItem[] = []
  for (const { slug, title, edition, sample } of await manuals(db)) {
    const chapters = (await manual(db, slug))?.chapters ?? []
    const texts = chapters.map(({ blocks, english }): Text => ({ source: blocks, english: english?.gaps === 0 ? english : undefined }))
    const nextCheck = chapters.map((chapter) => chapter.nextCheck).sort()[0] ?? null
    items.push({ kind: 'manual', title, path: `/library/manuals/${slug}`, version: edition, announced: false, sample, ...totalOf(texts), nextCheck })
  }
  return items
}

async function pocketCards(db: Db): Promise<ContentItem[]> {
  return (await allCards(db)).map(({ card: { area, title, checked, sample, nextCheck, blocks: source, english } }) => {
    return { kind: 'card', title, path: `/library/cards/${area}`, version: checked, announced: false, sample, ...totalOf([{ source, english }]), nextCheck }
  })
}

/** Nobody publishes half a tool: every text of it stands in both languages. */
async function fieldTools(db: Db): Promise<ContentItem[]> {
  return (await allTools(db)).map((tool) => {
    const { slug, title, version, sample, nextCheck } = tool
    return { kind: 'tool', title, path: `/tools/${slug}`, version, announced: false, sample, ...totalOf([{ source: tool, english: tool }]), nextCheck }
  })
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
      ...totalOf(reading ? [{ source: reading.blocks, english: reading.english }] : []),
      nextCheck,
    }
  })
}

async function news(db: Db): Promise<ContentItem[]> {
  return (await allNews(db)).map(({ slug, title, date, sample, nextCheck, ...text }) => {
    return { slug, kind: 'news', title, path: `/news/${slug}`, version: date, announced: false, sample, ...totalOf([text]), nextCheck }
  })
}

async function pages(db: Db): Promise<ContentItem[]> {
  const found = await Promise.all([...standingPages, ...helpSlugs.map(helpPage)].map((slug) => pageBySlug(db, slug)))
  return found
    .filter((page) => page !== null)
    .map(({ slug, title, checked, sample, nextCheck, ...text }) => {
      return { kind: 'page', title, path: `/${slug}`, version: checked, announced: false, sample, ...totalOf([text]), nextCheck }
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
