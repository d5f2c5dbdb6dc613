import { type AccountStatement, verbs } from '@putokaz/xapi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Arrived, extensionsOf, type TakenPlace, takenOutcome, workFrom } from './taken-test.ts'

const base = 'http://centar.primer.test'
const names = extensionsOf(base)
const noon = new Date('2026-11-23T12:00:00Z')
const dayOn = (days: number) => new Date(noon.getTime() + days * 86_400_000)
const taken = { startedAt: noon, until: dayOn(30) }
const place: TakenPlace<string> = {
  activityBase: base,
  test: `${base}/xapi/activities/test`,
  itemOf: (activity) => ['a', 'b', 'c'].find((item) => activity === `${base}/${item}`),
  read: (_, response) => (response === null || typeof response === 'string' ? response : undefined),
}

let last = 0
const id = () => `01900000-0000-7000-8000-${String(++last).padStart(12, '0')}`
const statement = (verb: 'answered' | 'progressed', object: string, more: { at?: Date; stored?: Date; extensions: Record<string, unknown> }): Arrived => ({
  statement: {
    id: id(),
    actor: { account: { homePage: base, name: 'x' } },
    verb: { id: verbs[verb] },
    object: { id: object },
    timestamp: (more.at ?? dayOn(1)).toISOString(),
    result: { extensions: more.extensions },
  } as AccountStatement,
  stored: more.stored ?? dayOn(20),
})
const answer = (item: string, sequence: number, response: unknown = `${item}${sequence}`, more: { at?: Date; stored?: Date } = {}) =>
  statement('answered', `${base}/${item}`, { ...more, extensions: { [names.sequence]: sequence, [names.response]: response } })
const handIn = (answers: readonly Arrived[], more: { at?: Date; stored?: Date } = {}) =>
  statement('progressed', place.test, { ...more, extensions: { [names.progress]: 100, [names.answers]: answers.map((one) => one.statement.id) } })
const outcome = (told: readonly Arrived[]) => {
  const { answers, handedInAt } = takenOutcome(workFrom(told, place), taken)
  return { answers: Object.fromEntries([...answers].toSorted().map(([item, { response }]) => [item, response])), handedInAt }
}

describe('a test that was taken along', () => {
  test('keeps the last answer to each question, an empty one included', () => {
    expect(outcome([answer('a', 2), answer('a', 1), answer('b', 1), answer('b', 4, null)])).toEqual({ answers: { a: 'a2', b: null }, handedInAt: undefined })
  })

  test('is handed in when everything is there that was handed in, and not before', () => {
    const answers = [answer('a', 1), answer('b', 2)]
    const whole = handIn(answers, { at: dayOn(3) })
    expect(outcome([whole, ...answers.slice(0, 1)]).handedInAt).toBeUndefined()
    expect(outcome([whole, ...answers])).toEqual({ answers: { a: 'a1', b: 'b2' }, handedInAt: dayOn(3) })
  })

  test('does not count what was answered beside what was handed in', () => {
    const answers = [answer('a', 1)]
    expect(outcome([...answers, handIn(answers), answer('a', 9), answer('c', 8)]).answers).toEqual({ a: 'a1' })
  })

  test('is not handed in after its time, unless it arrived before', () => {
    const late = { at: dayOn(31), stored: dayOn(40) }
    expect(outcome([handIn([], late)]).handedInAt).toBeUndefined()
    expect(outcome([answer('a', 1, 'x', late)]).answers).toEqual({})
    const ahead = { at: new Date('2038-01-19T03:14:07Z'), stored: dayOn(20) }
    expect(outcome([answer('a', 1, 'x', ahead), handIn([], ahead)]).handedInAt).toEqual(dayOn(20))
  })

  test('counts as handed in no sooner than it began, whatever the clock said', () => {
    expect(outcome([handIn([], { at: new Date(0) })]).handedInAt).toEqual(noon)
  })

  test.each([
    ['without a sequence', { [names.response]: 'x' }],
    ['with half a sequence', { [names.sequence]: 1.5, [names.response]: 'x' }],
    ['with a negative one', { [names.sequence]: -1, [names.response]: 'x' }],
    ['with a response of another kind', { [names.sequence]: 1, [names.response]: 7 }],
  ])('passes over an answer %s, and waits for nothing in its place', (_, extensions) => {
    const odd = statement('answered', `${base}/a`, { extensions })
    expect(outcome([odd, handIn([odd])])).toEqual({ answers: {}, handedInAt: dayOn(1) })
  })

  test('passes over answers to what was not drawn, and lists that are none', () => {
    const odd = [{ [names.answers]: 'x' }, { [names.answers]: [1] }, {}].map((extensions) => statement('progressed', place.test, { extensions }))
    expect(outcome([answer('z', 1), ...odd])).toEqual({ answers: {}, handedInAt: undefined })
  })

  test('comes to the same, whatever the order in which it arrives, however often, and in whatever pieces', () => {
    const told = fc
      .array(
        fc.record({
          item: fc.constantFrom('a', 'b', 'c', 'z'),
          sequence: fc.integer({ min: 1, max: 6 }),
          response: fc.option(fc.string()),
          late: fc.boolean(),
        }),
        { maxLength: 12 },
      )
      .chain((answers) => fc.record({ answers: fc.constant(answers), picked: fc.subarray(answers), isHandedIn: fc.boolean() }))
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat()), ({ answers, picked, isHandedIn }, chance) => {
        const born = answers.map((one) => answer(one.item, one.sequence, one.response, one.late ? { at: dayOn(31), stored: dayOn(35) } : {}))
        const whole = [...born, ...(isHandedIn ? [handIn(born.filter((_, at) => picked.includes(answers[at] as never)))] : [])]
        const expected = outcome(whole)
        const next = () => chance.next().value as number
        const shuffled = [...whole, ...whole.filter(() => next() % 2 === 0)].map((one) => ({ one, at: next() })).toSorted((a, b) => a.at - b.at)
        expect(outcome(shuffled.map(({ one }) => one))).toEqual(expected)
      }),
    )
  })
})
