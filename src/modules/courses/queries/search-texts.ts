import { plainText } from '@putokaz/manuscript'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import type { Course, CourseVersionId } from '../domain/course.ts'
import { courseText, joined, unitText } from '../domain/search-texts.ts'
import { packOfCourse } from '../pack-store.ts'
import { allCourses, unitsOf } from '../store.ts'

/** What search says of all courses, of the units of those that are open, and of their trainer's packs; or of one course only. */
export async function courseSearchTexts(db: Db, code?: string): Promise<SearchText[]> {
  const courses = (await allCourses(db)).filter((course) => code === undefined || course.code === code)
  const found = await Promise.all(
    courses.map(async (course) => [courseText(course), ...(course.id ? await ofUnits(db, course, course.id) : []), ...(await ofPack(db, course))]),
  )
  return found.flat()
}

async function ofUnits(db: Db, course: Course, version: CourseVersionId): Promise<SearchText[]> {
  return (await unitsOf(db, version)).map((unit) => unitText(course, unit))
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
