import type { Lines, Localized } from './document.ts'
import { code, day, id, localized, localizedOrPlain, refuseDisorder, refuseTwins, slug } from './fields.ts'
import type { Parsed } from './problem.ts'
import { type At, fail, flag, integer, listOf, number, oneOf, parseYaml, type Read, record, shaped } from './yaml-nodes.ts'

/** How a test is drawn and passed: `pass` in percent, `minutes` where there is a time limit. */
export type TestSource = { draw: number; pass: number; attempts: number; minutes?: number }

export type OutcomeSource = { id: string; text: Localized }

/** A chapter: `units` are file names without ending, in order; only an announced chapter, or one of an announced course, has none. */
export type ChapterSource = { id: string; title: Localized; units: string[]; test?: TestSource; announced?: true }

/** `course.yaml`. An announced course may lack everything from `outcomes` on; a published one with announced chapters has no `finalTest`. */
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

const chapter = record({ id, title: localized }, { units: listOf(slug), test, announced: flag })

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
  const chapters = (read.chapters ?? []).map(({ announced, ...one }) => ({ ...one, units: one.units ?? [], ...(announced && { announced }) }))
  return { sample: false, prerequisites: [], acts: [], outcomes: [], ...read, chapters, file, lines }
}

type ReadChapter = { units?: string[]; test?: TestSource; announced?: boolean }

/** What only an announced course or chapter may leave out, and what must not be there before all chapters are. */
function refuseGaps(read: { chapters?: ReadChapter[]; finalTest?: TestSource }, at: At): void {
  const chapters = read.chapters ?? []
  const isWhole = !chapters.some(({ announced }) => announced)
  for (const key of ['legalState', 'outcomes', 'chapters', ...(isWhole ? ['finalTest'] : [])]) {
    if (!(key in read)) fail(at, 'missing-key', key)
  }
  if (!isWhole && read.finalTest) fail(lineOf(at, 'finalTest'), 'announced-with-content', 'finalTest')
  if (!isWhole && chapters.every(({ announced }) => announced)) fail(lineOf(at, 'chapters'), 'missing-key', 'units')
  for (const [i, chapter] of chapters.entries()) refuseHalfChapter(chapter, lineOf(at, `chapters.${i}`))
}

function refuseHalfChapter({ units = [], test, announced }: ReadChapter, at: At): void {
  const more = [...(units.length > 0 ? ['units'] : []), ...(test ? ['test'] : [])]
  if (!announced && units.length === 0) fail(at, 'missing-key', 'units')
  if (announced && more[0]) fail(at, 'announced-with-content', more[0])
}

function lineOf(at: At, path: string): At {
  return { ...at, line: at.sheet.lines[path] ?? at.line }
}

/** Reads `course.yaml`. */
export function parseCourse(yaml: string, { file }: { file: string }): Parsed<CourseSource> {
  return parseYaml(yaml, file, whole)
}
