import { allBlocks, type Block, type Mark, type Part } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { PracticeQuestion } from '#modules/questions/index.ts'
import { type Course, unitsInOrder } from './course.ts'
import { type Said, sayIn } from './said.ts'
import { type CitedActs, filesFor, type NamedAct, namedActs, type ShownFiles, type ShownText } from './shown-text.ts'
import type { UnitBody } from './written-text.ts'

export interface Neighbour {
  readonly slug: string
  readonly title: Said
}

/** A practice question and the place in the course where its answer stands. */
export interface PlacedQuestion extends PracticeQuestion {
  readonly source: { readonly path: string; readonly title: Said }
}

export interface UnitPage {
  readonly course: { readonly code: string; readonly version: string; readonly title: Said; readonly sample: boolean; readonly legalState?: string }
  readonly slug: string
  readonly title: Said
  readonly summary?: Said
  readonly chapter: { readonly id: string; readonly title: Said; readonly hasTest: boolean }
  readonly part: Part
  readonly minutes: number
  readonly number: number
  readonly total: number
  readonly outline: readonly { readonly title: Said; readonly announced?: true; readonly units: readonly (Neighbour & { readonly minutes: number })[] }[]
  readonly text: ShownText
  readonly files: ShownFiles
  readonly acts: CitedActs
  readonly practice: readonly PlacedQuestion[]
  readonly previous?: Neighbour
  readonly next?: Neighbour
  /** This is the last unit of its chapter, so that its test comes next. */
  readonly endsChapter: boolean
  /** There is a final test; not yet where chapters are still to come. */
  readonly hasFinalTest: boolean
  readonly answersFor: { readonly owner: Said; readonly checked: string; readonly nextCheck: string; readonly mark: Mark }
}

/** What a page of a unit is made of; on the server it comes from the database, on a device from what is kept there. */
export interface UnitParts {
  readonly course: Course
  readonly slug: string
  readonly body: UnitBody
  /** Of the body, for this reader. */
  readonly text: ShownText
  /** Those that the text asks. */
  readonly practice: readonly PracticeQuestion[]
  readonly acts: readonly NamedAct[]
}

/** The ids of the practice questions that a text asks, in the order of reading. */
export function practiceIn(blocks: readonly Block[]): string[] {
  return allBlocks([...blocks]).flatMap((block) => (block.kind === 'practice' ? [block.question] : []))
}

/** A unit for a reader. */
export function shownUnit(parts: UnitParts, variant: Variant): UnitPage {
  const { course, slug, body, text } = parts
  return { ...placeOf(course, slug, variant), ...frontOf(body, variant), text, files: filesFor(body, text.written), ...besidesOf(parts, variant) }
}

function frontOf({ source: { front } }: UnitBody, variant: Variant) {
  const say = sayIn(variant)
  return {
    title: say(front.title),
    ...(front.summary && { summary: say(front.summary) }),
    answersFor: { owner: say(front.owner), checked: front.checked, nextCheck: front.nextCheck, mark: front.mark },
  }
}

function placeOf(course: Course, slug: string, variant: Variant) {
  const say = sayIn(variant)
  const units = unitsInOrder(course)
  const at = units.findIndex((one) => one.slug === slug)
  const here = units[at]
  if (!here) throw new Error('a unit of this version that its course does not name')
  const neighbour = (other: (typeof units)[number] | undefined) => other && { slug: other.slug, title: say(other.title) }
  const [previous, next] = [neighbour(units[at - 1]), neighbour(units[at + 1])]
  const { code, version, sample, legalState } = course
  return {
    course: { code, version, sample, title: say(course.title), ...(legalState && { legalState }) },
    slug,
    chapter: { id: here.chapter.id, title: say(here.chapter.title), hasTest: here.chapter.test !== undefined },
    part: here.part,
    minutes: here.minutes,
    number: at + 1,
    total: units.length,
    outline: course.chapters.map((chapter) => ({
      title: say(chapter.title),
      ...(chapter.announced && { announced: chapter.announced }),
      units: chapter.units.map((one) => ({ slug: one.slug, title: say(one.title), minutes: one.minutes })),
    })),
    ...(previous && { previous }),
    ...(next && { next }),
    endsChapter: units[at + 1]?.chapter !== here.chapter,
    hasFinalTest: course.finalTest !== undefined,
  }
}

/** What stands beside the text: the names of cited acts and the practice questions. */
function besidesOf({ course, text, practice, acts }: UnitParts, variant: Variant): Pick<UnitPage, 'acts' | 'practice'> {
  const cites = [...allBlocks([...text.blocks]).flatMap(({ origin }) => origin.cites), ...practice.flatMap((question) => question.cites)]
  const say = sayIn(variant)
  const titles = new Map(unitsInOrder(course).map((one) => [one.slug, one.title]))
  return {
    acts: namedActs(acts, cites, variant),
    practice: practice.map((question) => {
      const { unit: slug, id } = question.passage
      const path = `/courses/${course.code}/${slug}${id === undefined ? '' : `#${id}`}`
      return { ...question, source: { path, title: say(titles.get(slug) ?? {}) } }
    }),
  }
}
