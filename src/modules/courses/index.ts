/** Courses in published versions: chapters, units, what their passages rest on. */
export { type PublishCourseRefusal, type PublishOutcome, publishCourse, type WrittenCourse } from './commands/publish-course.ts'
export { type PublishPackRefusal, publishPack, type WrittenPack } from './commands/publish-pack.ts'
export { type CatalogueFilter, type CataloguePage, narrowed } from './domain/catalogue-page.ts'
export type { Citation } from './domain/citations.ts'
export {
  type Chapter,
  type Course,
  type CourseCard,
  type CourseVersionId,
  type PublishedCourse,
  type UnitCard,
  unitsInOrder,
  waitsForChapters,
} from './domain/course.ts'
export type { CoursePage } from './domain/course-page.ts'
export type { KeptCourseBeside, KeptCourseText } from './domain/kept-course.ts'
export type { Said } from './domain/said.ts'
export type { UnitPage } from './domain/unit-page.ts'
export type { ServedFile, UnitBody, UnitText } from './domain/written-text.ts'
export type { CoursesFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { packOfCourse } from './pack-store.ts'
export { personalData } from './personal-data.ts'
export { cataloguePage } from './queries/catalogue-page.ts'
export { coursePage } from './queries/course-page.ts'
export { keptCourseBeside, keptCourseText } from './queries/kept-course.ts'
export { type PackPage, type PackPrint, packPage, packPrint, type SheetPage, sheetPage } from './queries/pack-page.ts'
export { courseSearchTexts } from './queries/search-texts.ts'
export { unitPage } from './queries/unit-page.ts'
export { allVersions as allCourseVersions, announcedCourse, catalogue, courseByCode, courseVersion, passagesCiting, unit } from './store.ts'
