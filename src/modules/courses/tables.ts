import type { Localized, Mark } from '@putokaz/manuscript'
import type { Course } from './domain/course.ts'
import type { Pack } from './domain/pack.ts'
import type { UnitBody } from './domain/written-text.ts'

export interface CoursesTables {
  /** `current` is null while the course is only announced; `announced` is what is said of it then. */
  course: { code: string; current: string | null; announced: Course | null; sample: boolean }
  /** A row never changes. */
  course_version: { id: string; course: string; version: string; content: Course; content_hash: string; published_at: Date }
  course_unit: { course_version: string; slug: string; position: number; body: UnitBody }
  /** The pack is put in place of the one before: nobody is examined by it. */
  trainer_pack: { course: string; body: Pack; sample: boolean; published_at: Date }
  course_citation: {
    course_version: string
    unit: string
    passage: string
    act: string
    article: string | null
    as_of: string | null
    source: string | null
    fact: string | null
    mark: Mark
    owner: Localized | null
    checked: string | null
    next_check: string | null
  }
}
