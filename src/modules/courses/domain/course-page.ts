import type { Variant } from '#kernel/localized.ts'
import type { Area } from '#modules/areas/index.ts'
import { type Chapter, type Course, partsOf, unitsInOrder, waitsForChapters } from './course.ts'
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

/** What a page of a course is made of. */
export interface CourseParts {
  readonly course: Course
  /** At least those that are asked for before it. */
  readonly cards: readonly Pick<Course, 'code' | 'title'>[]
  readonly areas: readonly Pick<Area, 'code' | 'name'>[]
  readonly hasPack: boolean
}

/** A course for a reader, open or announced. */
export function shownCourse({ course, cards, areas, hasPack }: CourseParts, variant: Variant): CoursePage {
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
    areas: areas.filter((area) => course.areas.includes(area.code)).map((area) => ({ code: area.code, name: say(area.name) })),
    chapters: course.chapters.map((chapter) => ({
      id: chapter.id,
      title: say(chapter.title),
      ...(chapter.test && { test: chapter.test }),
      ...(chapter.announced && { announced: chapter.announced }),
      parts: partsOf(chapter).map(({ part, units: own }) => ({ part, units: own.map(({ slug, title, minutes }) => ({ slug, title: say(title), minutes })) })),
    })),
    unitCount: units.length,
    minutes: units.reduce((sum, { minutes }) => sum + minutes, 0),
    hasPack,
    ...(first && { firstUnit: first.slug }),
  }
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
