import type { Lines, Localized } from './document.ts'
import { code, day, id, localized, localizedOrPlain, refuseDisorder, refuseTwins, slug } from './fields.ts'
import type { Parsed } from './problem.ts'
import { type At, fail, flag, integer, listOf, number, oneOf, parseYaml, type Read, record, shaped } from './yaml-nodes.ts'

/** How a test is drawn and passed: `pass` in percent, `minutes` where there is a time limit. */
export type TestSource = { draw: number; pass: number; attempts: number; minutes?: number }

export type OutcomeSource = { id: string; text: Localized }

/** A chapter: `units` are file names without ending, in order; only in an announced course may there be none. */
export type ChapterSource = { id: string; title: Localized; units: string[]; test?: TestSource }

/** `course.yaml`. An announced course may lack everything from `outcomes` on. */
export type CourseSource = {
  file: string
  lines: Lines
  code: string
  status: 'published' | 'announced'
  version: string
  legalState?: string
  sample: boolean
  title: Localized
  promise: Localized
  audience: Localized
  posts: 'all' | string[]
  areas: string[]
  hours: number
  format: 'online' | 'live' | 'blended'
  prerequisites: string[]
  acts: string[]
  validity?: { years: number }
  owner: Localized
  checked: string
  nextCheck: string
  outcomes: OutcomeSource[]
  chapters: ChapterSource[]
  finalTest?: TestSource
}

const test = record({ draw: integer(1, 200), pass: integer(1, 100), attempts: integer(1, 100) }, { minutes: integer(1, 600) })

const chapter = record({ id, title: localized }, { units: listOf(slug), test })

const posts: Read<'all' | string[]> = (node, at) => {
  const isWord = typeof (node as { value?: unknown }).value === 'string'
  return isWord ? oneOf('all')(node, at) : listOf(code, 1)(node, at)
}

const course = record(
  {
    code,
    status: oneOf('published', 'announced'),
    version: shaped(/^\d+\.\d+\.\d+$/),
    title: localized,
    promise: localized,
    audience: localized,
    posts,
    areas: listOf(code, 1),
    hours: number(0.25, 1000),
    format: oneOf('online', 'live', 'blended'),
    owner: localizedOrPlain,
    checked: day,
    nextCheck: day,
  },
  {
    legalState: day,
    sample: flag,
    prerequisites: listOf(code),
    acts: listOf(code),
    validity: record({ years: integer(1, 50) }, {}),
    outcomes: listOf(record({ id, text: localized }, {}), 1),
    chapters: listOf(chapter, 1),
    finalTest: test,
  },
)

const whole: Read<CourseSource> = (node, at) => {
  const read = course(node, at)
  refuseDisorder(node, at)
  if (!read) return undefined
  if (read.status === 'published') refuseGaps(read, at)
  refuseTwins(
    (read.outcomes ?? []).map((outcome) => outcome.id),
    at,
    'outcomes',
  )
  refuseTwins(
    (read.chapters ?? []).map(({ id }) => id),
    at,
    'chapters',
  )
  const { file, lines } = at.sheet
  const chapters = (read.chapters ?? []).map((one) => ({ ...one, units: one.units ?? [] }))
  return { sample: false, prerequisites: [], acts: [], outcomes: [], ...read, chapters, file, lines }
}

/** What only an announced course may leave out. */
function refuseGaps(read: { chapters?: { units?: string[] }[] }, at: At): void {
  for (const key of ['legalState', 'outcomes', 'chapters', 'finalTest']) {
    if (!(key in read)) fail(at, 'missing-key', key)
  }
  for (const [i, { units }] of (read.chapters ?? []).entries()) {
    const line = at.sheet.lines[`chapters.${i}`] ?? at.line
    if (!units?.length) fail({ ...at, line }, 'missing-key', 'units')
  }
}

/** Reads `course.yaml`. */
export function parseCourse(yaml: string, { file }: { file: string }): Parsed<CourseSource> {
  return parseYaml(yaml, file, whole)
}
