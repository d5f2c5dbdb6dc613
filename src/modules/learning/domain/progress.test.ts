import { type AccountStatement, verbs } from '@putokaz/xapi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isComplete } from './course-state.ts'
import { progressFrom, type Told } from './progress.ts'

const course = 'http://centre.test/xapi/activities/course/T01/version/1.0.0'
const outline = { chapters: [{ id: '1', units: ['1-1-a'], hasTest: true }], hasFinalTest: true }

const statement: fc.Arbitrary<AccountStatement> = fc.record({
  id: fc.uuid(),
  actor: fc.constant({ account: { homePage: 'http://centre.test', name: 'p' } }),
  verb: fc.constantFrom(...Object.values(verbs)).map((id) => ({ id })),
  object: fc.constantFrom('', '/unit/1-1-a', '/unit/1-2-b', '/test/1', '/test/final', '0', '0/unit/1-1-a').map((end) => ({ id: course + end })),
  timestamp: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  result: fc.record({ score: fc.record({ scaled: fc.constantFrom(0, 0.5, 0.75, 1) }) }),
})
const told = fc.record({ statement, authority: fc.constantFrom('centre' as const, 'device' as const) })
const history = fc.array(told, { maxLength: 30 })
const plain = (all: Iterable<Told>) => {
  const { units, tests, ...rest } = progressFrom(all, course)
  return { ...rest, units: Object.fromEntries([...units].toSorted()), tests: Object.fromEntries([...tests].toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

test('statements may come in any order, and everything twice', () => {
  fc.assert(
    fc.property(
      history.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))),
      ([all, arrived]) => {
        expect(plain(arrived)).toEqual(plain(all))
      },
    ),
  )
})

test('whatever a device says with any verb, nothing is scored, passed or completed by it', () => {
  fc.assert(
    fc.property(history, fc.array(statement, { maxLength: 20 }), (honest, forged) => {
      const [before, after] = [plain(honest), plain([...honest, ...forged.map((one) => ({ statement: one, authority: 'device' as const }))])]
      expect(after.tests).toEqual(before.tests)
      expect(after.completedAt).toBe(before.completedAt)
    }),
  )
})

const at = '2026-11-23T09:00:00.000Z'
const said = (verb: keyof typeof verbs, end: string, scaled?: number): AccountStatement => ({
  id: 'x',
  actor: { account: { homePage: 'http://centre.test', name: 'p' } },
  verb: { id: verbs[verb] },
  object: { id: course + end },
  timestamp: at,
  ...(scaled !== undefined && { result: { score: { scaled } } }),
})

describe('forged by a device', () => {
  test.each(Object.keys(verbs) as (keyof typeof verbs)[])('%s proves nothing', (verb) => {
    const forged = ['', '/test/1', '/test/final'].map((end) => ({ statement: said(verb, end, 1), authority: 'device' as const }))
    const progress = progressFrom(forged, course)
    expect(progress.completedAt).toBeUndefined()
    expect(progress.tests.size).toBe(0)
    expect(isComplete(outline, progress)).toBe(false)
  })
})

test('what the Centre says is folded: a unit read, the best score, a test passed, the course completed', () => {
  const all: Told[] = [
    said('experienced', '/unit/1-1-a'),
    said('scored', '/test/1', 0.9),
    said('scored', '/test/1', 0.4),
    said('passed', '/test/1'),
    said('completed', ''),
  ].map((statement) => ({ statement, authority: 'centre' }))
  expect(plain(all)).toEqual({ units: { '1-1-a': at }, tests: { '1': { best: 0.9, passedAt: at } }, lastUnit: { unit: '1-1-a', at }, completedAt: at })
})

test('another version whose number begins the same is another course', () => {
  const other = [said('completed', '0'), said('passed', '0/test/1'), said('experienced', '0/unit/1-1-a')].map((statement) => ({
    statement,
    authority: 'centre' as const,
  }))
  expect(plain(other)).toEqual({ units: {}, tests: {} })
})
