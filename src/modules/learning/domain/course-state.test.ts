import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Attempts, type CourseOutline, doneOf, isComplete, nextStep, testsOf } from './course-state.ts'
import type { Progress } from './progress.ts'

const outline: CourseOutline = {
  chapters: [
    { id: '1', units: ['a', 'b'], hasTest: true },
    { id: '2', units: ['c'], hasTest: true },
  ],
  hasFinalTest: true,
}
const at = '2026-11-23T09:00:00.000Z'
const having = (units: string[], passed: string[]): Progress => ({
  units: new Map(units.map((unit) => [unit, at])),
  tests: new Map(passed.map((one) => [one, { passedAt: at }])),
})
const none: Attempts = { open: new Map(), spent: new Set() }

describe('what comes next', () => {
  test.each([
    ['at the very beginning the first unit', having([], []), none, { kind: 'unit', unit: 'a', first: true }],
    ['then the next unread one', having(['a'], []), none, { kind: 'unit', unit: 'b', first: false }],
    ['after the units of a chapter its test', having(['a', 'b'], []), none, { kind: 'test', test: '1' }],
    ['units of a chapter whose test is passed are not asked for', having([], ['1']), none, { kind: 'unit', unit: 'c', first: true }],
    ['after all chapters the final test', having(['a', 'b', 'c'], ['1', '2']), none, { kind: 'test', test: 'final' }],
    ['an attempt under way comes before everything', having([], []), { ...none, open: new Map([['2', 'x']]) }, { kind: 'attempt', test: '2', attempt: 'x' }],
    [
      'a test without attempts left does not hide the next chapter',
      having(['a', 'b'], []),
      { ...none, spent: new Set(['1']) },
      { kind: 'unit', unit: 'c', first: false },
    ],
    ['and is named when nothing else is left', having(['a', 'b', 'c'], ['2']), { ...none, spent: new Set(['1']) }, { kind: 'blocked', test: '1' }],
    ['a course with all tests passed is done', having([], ['1', '2', 'final']), none, { kind: 'done' }],
  ] as const)('%s', (_, progress, attempts, expected) => {
    expect(nextStep(outline, progress, attempts)).toEqual(expected)
  })
})

test('a course without tests can be read, but not completed', () => {
  const bare: CourseOutline = { chapters: [{ id: '1', units: ['a'], hasTest: false }], hasFinalTest: false }
  expect(isComplete(bare, having(['a'], []))).toBe(false)
  expect(nextStep(bare, having(['a'], []), none)).toEqual({ kind: 'done' })
})

describe('a course with chapters to come', () => {
  const partial: CourseOutline = { chapters: [...outline.chapters, { id: '3', units: [], hasTest: false }], hasFinalTest: false, waitsForChapters: true }

  test('is never completed, though every test there is has been passed', () => {
    expect(isComplete(partial, having(['a', 'b', 'c'], ['1', '2']))).toBe(false)
    expect(isComplete({ ...partial, waitsForChapters: false }, having(['a', 'b', 'c'], ['1', '2']))).toBe(true)
  })

  test('is read and tested in order, and then waits', () => {
    expect(nextStep(partial, having([], ['1']), none)).toEqual({ kind: 'unit', unit: 'c', first: true })
    expect(nextStep(partial, having(['c'], ['1']), none)).toEqual({ kind: 'test', test: '2' })
    expect(nextStep(partial, having(['c'], ['1', '2']), none)).toEqual({ kind: 'waits' })
  })
})

test('following what comes next, step by step, always ends with the course completed', () => {
  const chapters = fc.array(fc.record({ units: fc.integer({ min: 0, max: 3 }), hasTest: fc.boolean() }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(chapters, (given) => {
      const course: CourseOutline = {
        chapters: given.map(({ units, hasTest }, i) => ({ id: String(i + 1), units: Array.from({ length: units }, (_, n) => `${i}-${n}`), hasTest })),
        hasFinalTest: true,
      }
      const [units, passed]: [string[], string[]] = [[], []]
      const { total } = doneOf(course, having([], []))
      for (let step = 0; step < total; step++) {
        const next = nextStep(course, having(units, passed), none)
        if (next.kind === 'unit') units.push(next.unit)
        else if (next.kind === 'test') passed.push(next.test)
      }
      expect(passed.toSorted()).toEqual(testsOf(course).toSorted())
      expect(isComplete(course, having(units, passed))).toBe(true)
      expect(doneOf(course, having(units, passed)).done).toBe(total)
    }),
  )
})
