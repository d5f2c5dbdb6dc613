import { plainText } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import type { Course, CourseVersionId } from '../domain/course.ts'
import { packOfCourse } from '../pack-store.ts'
import { allCourses, unitsOf } from '../store.ts'

/** What search says of all courses, of the units of those that are open, and of their trainer's packs; or of one course only. */
export async function courseSearchTexts(db: Db, code?: string): Promise<SearchText[]> {
  const courses = (await allCourses(db)).filter((course) => code === undefined || course.code === code)
  const found = await Promise.all(
    courses.map(async (course) => [ofCourse(course), ...(course.id ? await ofUnits(db, course, course.id) : []), ...(await ofPack(db, course))]),
  )
  return found.flat()
}

function ofCourse(course: Course): SearchText {
  const { code, title, promise, audience, outcomes, chapters, areas, checked, sample } = course
  const body = joined([promise, audience, ...outcomes.map(({ text }) => text), ...chapters.map((chapter) => chapter.title)])
  return { kind: 'course', id: code, path: `/courses/${code}`, title, body, areas, date: checked, sample }
}

async function ofUnits(db: Db, course: Course, version: CourseVersionId): Promise<SearchText[]> {
  const units = await unitsOf(db, version)
  return units.map(({ slug, body: { source, english } }) => ({
    kind: 'unit',
    id: `${course.code}/${slug}`,
    path: `/courses/${course.code}/${slug}`,
    title: source.front.title,
    body: { 'sr-Cyrl': plainText([...source.blocks]), ...(english && { en: plainText([...english.blocks]) }) },
    areas: course.areas,
    date: source.front.checked,
    sample: course.sample,
  }))
}

async function ofPack(db: Db, course: Course): Promise<SearchText[]> {
  const pack = await packOfCourse(db, course.code)
  if (!pack) return []
  const path = `/courses/${course.code}/trainer-pack`
  const common = { kind: 'sheet', areas: course.areas, date: pack.checked, sample: pack.sample } as const
  const agenda = pack.days.flatMap((day) => [day.title, ...day.agenda.flatMap(({ title, how }) => (how ? [title, how] : [title]))])
  const cover: SearchText = { ...common, id: `${course.code}/trainer-pack`, path, title: pack.title, body: joined([pack.summary, pack.room, ...agenda]) }
  const sheets = pack.sheets.map(
    ({ slug, source, english }): SearchText => ({
      ...common,
      id: `${course.code}/trainer-pack/${slug}`,
      path: `${path}/${slug}`,
      title: source.front.title,
      body: { 'sr-Cyrl': plainText([...source.blocks]), ...(english && { en: plainText([...english.blocks]) }) },
    }),
  )
  return [cover, ...sheets]
}

function joined(texts: readonly Localized[]): Localized {
  const of = (variant: 'sr-Cyrl' | 'en') => texts.flatMap((text) => text[variant] ?? []).join('\n')
  return { 'sr-Cyrl': of('sr-Cyrl'), en: of('en') }
}
