import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AttemptState, decideAnswer, decideFlag, decideStart, graceSeconds, handInMoment, type ItemState, stageOf } from './attempt.ts'

const noon = new Date('2026-11-23T12:00:00Z')
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
const item: ItemState = { type: 'single', response: { type: 'single', chosen: 'a' }, sequence: 5, statement: 'kept' }
const open: AttemptState = { startedAt: noon, dueAt: later(60), handedInAt: null, takenUntil: null }
const answer = { id: 'new', response: { type: 'single', chosen: 'b' }, sequence: 6 }

describe('an answer that arrives', () => {
  const table = [
    ['a newer one is kept', open, item, answer, 30, 'keep'],
    ['the same again is a repeat', open, item, { id: 'kept', response: item.response as { type: string }, sequence: 5 }, 30, 'repeat'],
    [
      'a repeat is still one after handing in',
      { ...open, handedInAt: later(31) },
      item,
      { id: 'kept', response: item.response as { type: string }, sequence: 5 },
      40,
      'repeat',
    ],
    ['the same id with another answer is no repeat', open, item, { ...answer, id: 'kept', sequence: 5 }, 30, 'newer-kept'],
    ['an older one never replaces a newer one', open, item, { ...answer, sequence: 4 }, 30, 'newer-kept'],
    ['one of another type is refused', open, item, { ...answer, response: { type: 'multiple' } }, 30, 'response-malformed'],
    ['one to a question that was not drawn is refused', open, undefined, answer, 30, 'no-such-item'],
    ['one that was on its way at the end counts', open, item, answer, 60 + graceSeconds - 1, 'keep'],
    ['one after the end does not', open, item, answer, 60 + graceSeconds, 'time-over'],
    ['one after handing in does not', { ...open, handedInAt: later(20) }, item, answer, 30, 'handed-in'],
    ['an emptied answer is kept like any other', open, item, { ...answer, response: null }, 30, 'keep'],
  ] as const
  test.each(table)('%s', (...row) => {
    const [, attempt, known, arriving, seconds, expected] = row
    const decided = decideAnswer(attempt, known, arriving, later(seconds))
    expect(decided.ok ? decided.value : decided.refusal).toBe(expected)
  })
})

test('attempts are counted, and a time limit runs from the start', () => {
  expect(decideStart({ draw: 4, pass: 50, attempts: 2 }, { used: 2, along: false }, noon)).toEqual({ ok: false, refusal: 'no-attempts-left' })
  expect(decideStart({ draw: 4, pass: 50, attempts: 2 }, { used: 1, along: false }, noon)).toEqual({ ok: true, value: { dueAt: null, takenUntil: null } })
  expect(decideStart({ draw: 4, pass: 50, attempts: 2, minutes: 40 }, { used: 0, along: false }, noon)).toEqual({
    ok: true,
    value: { dueAt: later(2400), takenUntil: null },
  })
})

test('an attempt that nobody handed in counts as handed in at its end', () => {
  expect(handInMoment(open, later(30))).toEqual(later(30))
  expect(handInMoment(open, later(9999))).toEqual(later(60))
  expect(handInMoment({ ...open, handedInAt: later(10) }, later(9999))).toEqual(later(10))
})

type Deed =
  | { readonly kind: 'answer'; readonly sequence: number; readonly chosen: string; readonly id: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'hand in' }
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    sequence: fc.integer({ min: 1, max: 6 }),
    chosen: fc.constantFrom('a', 'b'),
    id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('hand in' as const) }),
)

interface Run {
  attempt: AttemptState
  item: ItemState
  seconds: number
}

/** One deed as the commands do it: the item changes only where the decision says so. */
function perform(run: Run, one: Deed): void {
  const now = later(run.seconds)
  if (one.kind === 'wait') run.seconds += one.seconds
  if (one.kind === 'hand in') run.attempt = { ...run.attempt, handedInAt: handInMoment(run.attempt, now) }
  if (one.kind !== 'answer') return
  const response = { type: 'single', chosen: one.chosen }
  const decided = decideAnswer(run.attempt, run.item, { id: one.id, response, sequence: one.sequence }, now)
  if (decided.ok && decided.value === 'keep') run.item = { ...run.item, response, sequence: one.sequence, statement: one.id }
  if (decided.ok) expect(run.item.response).toEqual(response)
}

test('no order of deeds leads to an answer changed after the end, or to an older answer over a newer one', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      const run: Run = { attempt: open, item: { type: 'single', response: null, sequence: 0, statement: null }, seconds: 0 }
      for (const one of deeds) {
        const before = run.item
        const isClosed = stageOf(run.attempt, later(run.seconds)) !== 'open'
        perform(run, one)
        expect(run.item.sequence).toBeGreaterThanOrEqual(before.sequence)
        if (isClosed) expect(run.item).toBe(before)
        expect((run.attempt.handedInAt ?? noon) <= later(60)).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

describe('a test that is taken along', () => {
  const rules = { draw: 4, pass: 50, attempts: 2 }
  const days = (count: number) => new Date(noon.getTime() + count * 86_400_000)
  const away: AttemptState = { startedAt: noon, dueAt: null, handedInAt: null, takenUntil: days(30) }

  test('goes for thirty days, and never where there is a time limit', () => {
    expect(decideStart(rules, { used: 0, along: true }, noon)).toEqual({ ok: true, value: { dueAt: null, takenUntil: days(30) } })
    expect(decideStart({ ...rules, minutes: 40 }, { used: 0, along: true }, noon)).toEqual({ ok: false, refusal: 'has-time-limit' })
    expect(decideStart(rules, { used: 2, along: true }, noon)).toEqual({ ok: false, refusal: 'no-attempts-left' })
  })

  test('takes no answers here while a device has it', () => {
    expect(stageOf(away, days(1))).toBe('away')
    expect(decideAnswer(away, item, answer, days(1))).toEqual({ ok: false, refusal: 'away' })
    expect(decideFlag(away, item, days(1))).toEqual({ ok: false, refusal: 'away' })
  })

  test('is waited for sixty days longer, and then counts as handed in when its time was over', () => {
    expect(stageOf(away, days(89))).toBe('away')
    expect(stageOf(away, days(90))).toBe('overdue')
    expect(handInMoment(away, days(95))).toEqual(days(30))
  })
})
