/** The centre's prose in the portions in which it is read: a chapter of a course or of a manual, a document, a news item, a page, a sheet. */
import type { WrittenCentre } from '#centre/read-centre.ts'
import type { Chapter } from './sentences.ts'

/** Serbian and English apart. */
export function chaptersOf({ courses, prose }: WrittenCentre): Chapter[] {
  const inCourses = courses.flatMap(({ course, source, english }) =>
    course.chapters.flatMap(({ id, units }) =>
      [source, english].map(
        (set, i): Chapter => ({
          name: `${course.code} ${id}${i === 0 ? '' : ' en'}`,
          files: units.map((unit) => set.get(unit)).filter((one) => one !== undefined),
        }),
      ),
    ),
  )
  const others = prose.filter(({ file }) => !/^courses\/[^/]+\/units\//.test(file)).map((one): Chapter => ({ name: one.file, files: [one] }))
  return [...inCourses, ...others].filter(({ files }) => files.length > 0)
}
