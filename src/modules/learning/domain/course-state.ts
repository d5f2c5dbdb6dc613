import type { Progress } from './progress.ts'

/** The bones of a course, in order: chapters with their units, tests where there are any. */
export interface CourseOutline {
  readonly chapters: readonly { readonly id: string; readonly units: readonly string[]; readonly hasTest: boolean }[]
  readonly hasFinalTest: boolean
  /** Chapters are still to come. */
  readonly waitsForChapters?: boolean
}

/** Tests that must be passed: that of every chapter that has one, and the final one. */
export function testsOf(outline: CourseOutline): string[] {
  return [...outline.chapters.filter((chapter) => chapter.hasTest).map((chapter) => chapter.id), ...(outline.hasFinalTest ? ['final'] : [])]
}

/** A course is completed when all of its tests are passed. Reading proves nothing and is never asked for; a course without tests, or with chapters to come, can't be completed. */
export function isComplete(outline: CourseOutline, progress: Pick<Progress, 'tests'>): boolean {
  const tests = testsOf(outline)
  return !outline.waitsForChapters && tests.length > 0 && tests.every((test) => progress.tests.get(test)?.passedAt !== undefined)
}

/** The one thing to do next in a course. `blocked`: a test is not passed and no attempts are left; `waits`: all that is open is done, and chapters are to come. */
export type Next =
  | { readonly kind: 'unit'; readonly unit: string; readonly first: boolean }
  | { readonly kind: 'attempt'; readonly test: string; readonly attempt: string }
  | { readonly kind: 'test'; readonly test: string }
  | { readonly kind: 'blocked'; readonly test: string }
  | { readonly kind: 'waits' }
  | { readonly kind: 'done' }

export interface Attempts {
  /** Attempt under way, by test. */
  readonly open: ReadonlyMap<string, string>
  /** Tests without attempts left. */
  readonly spent: ReadonlySet<string>
}

/** What comes next: an attempt that is under way, else the first unit not read or test not passed, chapter by chapter, then the final test. */
export function nextStep(outline: CourseOutline, progress: Progress, attempts: Attempts): Next {
  const [underWay] = attempts.open
  if (underWay) return { kind: 'attempt', test: underWay[0], attempt: underWay[1] }
  if (progress.completedAt !== undefined || isComplete(outline, progress)) return { kind: 'done' }
  const isDue = (test: string) => progress.tests.get(test)?.passedAt === undefined
  const isBlocked = (test: string) => isDue(test) && attempts.spent.has(test)
  for (const chapter of outline.chapters) {
    const unit = chapter.units.find((slug) => !progress.units.has(slug))
    const passed = chapter.hasTest && !isDue(chapter.id)
    if (unit !== undefined && !passed) return { kind: 'unit', unit, first: progress.units.size === 0 }
    if (chapter.hasTest && isDue(chapter.id) && !isBlocked(chapter.id)) return { kind: 'test', test: chapter.id }
  }
  const blocked = testsOf(outline).find(isBlocked)
  if (blocked !== undefined) return { kind: 'blocked', test: blocked }
  if (outline.waitsForChapters) return { kind: 'waits' }
  return outline.hasFinalTest && isDue('final') ? { kind: 'test', test: 'final' } : { kind: 'done' }
}

/** Things done and things there are, units and tests alike, for a bar of progress. */
export function doneOf(outline: CourseOutline, progress: Progress): { done: number; total: number } {
  const units = outline.chapters.flatMap((chapter) => chapter.units)
  const tests = testsOf(outline)
  const done = units.filter((unit) => progress.units.has(unit)).length + tests.filter((test) => progress.tests.get(test)?.passedAt !== undefined).length
  return { done, total: units.length + tests.length }
}
