import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type Chapter, type Course, partsOf, unitsInOrder, waitsForChapters } from '../domain/course.ts'
import { hasPack } from '../pack-store.ts'
import { announcedCourse, catalogue, courseByCode } from '../store.ts'
import { keptView } from './kept-view.ts'
import { type Said, sayIn } from './said.ts'

export interface ShownChapter extends Pick<Chapter, 'id' | 'test' | 'announced'> {
  readonly title: Said
  readonly parts: readonly { readonly part: Course['chapters'][number]['units'][number]['part']; readonly units: readonly ShownUnit[] }[]
}

export interface ShownUnit {
  readonly slug: string
  readonly title: Said
  readonly minutes: number
}

type Plain = 'code' | 'status' | 'version' | 'legalState' | 'sample' | 'hours' | 'format' | 'validity' | 'checked' | 'nextCheck' | 'finalTest'

export interface CoursePage extends Pick<Course, Plain> {
  readonly title: Said
  readonly promise: Said
  readonly audience: Said
  readonly owner: Said
  readonly outcomes: readonly Said[]
  readonly prerequisites: readonly { readonly code: string; readonly title: Said }[]
  readonly areas: readonly { readonly code: string; readonly name: Said }[]
  readonly chapters: readonly ShownChapter[]
  readonly unitCount: number
  readonly minutes: number
  readonly hasPack: boolean
  /** Absent while the course is only announced. */
  readonly firstUnit?: string
}

/** A course for a reader, open or announced; null when there is none of that code. */
export function coursePage(app: App, code: string, variant: Variant): Promise<CoursePage | null> {
  return keptView(app, `course/${code}/${variant}`, async () => {
    const course = (await courseByCode(app.db, code)) ?? (await announcedCourse(app.db, code))
    if (!course) return null
    const [cards, known, packed] = await Promise.all([catalogue(app.db), areas(app.db), hasPack(app.db, code)])
    const say = sayIn(variant)
    const units = unitsInOrder(course)
    const [first] = units
    return {
      ...plainOf(course),
      title: say(course.title),
      promise: say(course.promise),
      audience: say(course.audience),
      owner: say(course.owner),
      outcomes: course.outcomes.map(({ text }) => say(text)),
      prerequisites: cards.filter((card) => course.prerequisites.includes(card.code)).map((card) => ({ code: card.code, title: say(card.title) })),
      areas: known.filter((area) => course.areas.includes(area.code)).map((area) => ({ code: area.code, name: say(area.name) })),
      chapters: course.chapters.map((chapter) => ({
        id: chapter.id,
        title: say(chapter.title),
        ...(chapter.test && { test: chapter.test }),
        ...(chapter.announced && { announced: chapter.announced }),
        parts: partsOf(chapter).map(({ part, units: own }) => ({ part, units: own.map(({ slug, title, minutes }) => ({ slug, title: say(title), minutes })) })),
      })),
      unitCount: units.length,
      minutes: units.reduce((sum, { minutes }) => sum + minutes, 0),
      hasPack: packed,
      ...(first && { firstUnit: first.slug }),
    }
  })
}

function plainOf(course: Course): Pick<Course, Plain> {
  const { code, status, version, legalState, sample, hours, format, validity, checked, nextCheck, finalTest } = course
  return {
    code,
    status,
    version,
    sample,
    hours,
    format,
    checked,
    nextCheck,
    ...(legalState && { legalState }),
    // No certificate is given before all chapters are there, so nothing is said of how long one is valid.
    ...(validity && !(status === 'published' && waitsForChapters(course)) && { validity }),
    ...(finalTest && { finalTest }),
  }
}
