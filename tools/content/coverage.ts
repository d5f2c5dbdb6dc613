/** How the questions of a course cover what it promises. */
import type { QuestionSource } from '@putokaz/manuscript'
import type { WrittenCourse } from '#centre/read-centre.ts'

export interface OutcomeCoverage {
  readonly outcome: string
  readonly practice: number
  readonly graded: number
  /** How many of difficulty 1, 2 and 3. */
  readonly difficulty: readonly [number, number, number]
  /** How many of each type that is there. */
  readonly types: Readonly<Record<string, number>>
}

/** One row an outcome, in the order of the course. */
export function coverageOf({ course, questions }: WrittenCourse): OutcomeCoverage[] {
  return course.outcomes.map(({ id }) => {
    const own = questions.filter(({ outcome }) => outcome === id)
    const count = (is: (question: QuestionSource) => boolean) => own.filter(is).length
    const types = Object.groupBy(own, ({ type }) => type)
    return {
      outcome: id,
      practice: count(({ use }) => use === 'practice'),
      graded: count(({ use }) => use === 'graded'),
      difficulty: [count(({ difficulty }) => difficulty === 1), count(({ difficulty }) => difficulty === 2), count(({ difficulty }) => difficulty === 3)],
      types: Object.fromEntries(Object.entries(types).map(([type, list]) => [type, list.length])),
    }
  })
}

/** Outcomes that a course still to be finished teaches by now; all of them where nothing is to come. */
export function taughtOutcomes({ source }: WrittenCourse): Set<string> {
  return new Set([...source.values()].flatMap(({ front }) => front.outcomes ?? []))
}

/** The table in plain text. */
export function coverageTable(written: WrittenCourse): string {
  const rows = coverageOf(written).map(({ outcome, practice, graded, difficulty, types }) => {
    const named = Object.entries(types).map(([type, number]) => `${type} ${number}`)
    return [outcome.padEnd(8), `${practice}`.padStart(8), `${graded}`.padStart(8), difficulty.join(' / ').padStart(14), `  ${named.join(', ')}`].join('')
  })
  const head = ['outcome '.padEnd(8), 'practice'.padStart(8), 'graded'.padStart(8), '1 / 2 / 3'.padStart(14), '  types'].join('')
  return [`${written.course.code}: ${written.questions.length} questions`, head, ...rows].join('\n')
}
