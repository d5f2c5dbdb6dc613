import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { screeningTool } from './sample-tools.ts'
import { type Choice, compared, type Screening, standingOf, suggestionsOf, toDo } from './screening.ts'

const tool = screeningTool
const indicators = tool.groups.flatMap((group) => group.indicators.map(({ id }) => id))
const categories = tool.categories.map(({ id }) => id)
const reasons = [...tool.reasons.confirm, ...tool.reasons.reject, ...tool.reasons.add].map(({ id }) => id)

function screening(seen: string[], choices: Record<string, Choice> = {}): Screening {
  return { seen: new Set(seen), choices: new Map(Object.entries(choices)) }
}

describe('indicators suggest', () => {
  test.each([
    { seen: [], suggested: [] },
    { seen: ['no-parent'], suggested: ['child', 'uasc'] },
    { seen: ['debt'], suggested: ['trafficking'] },
    { seen: ['debt', 'no-parent'], suggested: ['child', 'uasc', 'trafficking'] },
    { seen: ['nothing-we-know'], suggested: [] },
  ])('$seen → $suggested', ({ seen, suggested }) => {
    expect(suggestionsOf(tool, new Set(seen)).map(({ category }) => category)).toEqual(suggested)
  })

  test('and say why', () => {
    expect(suggestionsOf(tool, new Set(['debt', 'threat']))).toEqual([{ category: 'trafficking', because: ['debt', 'threat'] }])
  })

  test('one more tick never takes a suggestion away', () => {
    fc.assert(
      fc.property(fc.subarray(indicators), fc.constantFrom(...indicators), (seen, more) => {
        const before = suggestionsOf(tool, new Set(seen)).map(({ category }) => category)
        const after = suggestionsOf(tool, new Set([...seen, more])).map(({ category }) => category)
        expect(after).toEqual(expect.arrayContaining(before))
      }),
    )
  })
})

describe('a person decides', () => {
  test.each<{ seen: string[]; choice?: Choice; state: string }>([
    { seen: [], state: 'quiet' },
    { seen: ['debt'], state: 'suggested' },
    { seen: ['debt'], choice: { deed: 'confirm' }, state: 'reason-missing' },
    { seen: ['debt'], choice: { deed: 'confirm', reason: 'seen' }, state: 'confirmed' },
    { seen: ['debt'], choice: { deed: 'confirm', reason: 'judgement' }, state: 'reason-missing' },
    { seen: ['debt'], choice: { deed: 'reject', reason: 'other-cause' }, state: 'rejected' },
    { seen: ['debt'], choice: { deed: 'reject', reason: 'seen' }, state: 'reason-missing' },
    { seen: [], choice: { deed: 'confirm', reason: 'judgement' }, state: 'confirmed' },
    { seen: [], choice: { deed: 'confirm', reason: 'seen' }, state: 'reason-missing' },
    { seen: [], choice: { deed: 'reject', reason: 'other-cause' }, state: 'quiet' },
  ])('$seen, $choice → $state', ({ seen, choice, state }) => {
    const standing = standingOf(tool, screening(seen, choice ? { trafficking: choice } : {}))
    expect(standing.states.get('trafficking')).toBe(state)
    expect(standing.confirmed.includes('trafficking')).toBe(state === 'confirmed')
    expect(standing.open.includes('trafficking')).toBe(state === 'suggested' || state === 'reason-missing')
  })

  test('nothing is confirmed by indicators alone', () => {
    fc.assert(
      fc.property(fc.subarray(indicators), (seen) => {
        expect(standingOf(tool, screening(seen)).confirmed).toEqual([])
      }),
    )
  })

  test('what was seen and cannot wait is urgent, whatever is decided', () => {
    expect(standingOf(tool, screening(['threat'])).urgent).toBe(true)
    expect(standingOf(tool, screening(['threat'], { trafficking: { deed: 'reject', reason: 'other-cause' } })).urgent).toBe(true)
    expect(standingOf(tool, screening(['debt'])).urgent).toBe(false)
  })

  test('every category is quiet, open, confirmed or rejected, and never two of them', () => {
    const choice = fc.record({ deed: fc.constantFrom('confirm' as const, 'reject' as const), reason: fc.constantFrom(...reasons) })
    fc.assert(
      fc.property(fc.subarray(indicators), fc.dictionary(fc.constantFrom(...categories), choice), (seen, choices) => {
        const { states, confirmed, open } = standingOf(tool, screening(seen, choices))
        expect([...states.keys()]).toEqual(categories)
        expect(confirmed.filter((id) => open.includes(id))).toEqual([])
      }),
    )
  })
})

describe('what to do now', () => {
  const texts = (confirmed: string[], stage?: string) => toDo(tool, confirmed, stage).actions.map((i) => tool.actions[i]?.text)

  test.each([
    { confirmed: [], stage: 'contact', actions: [] },
    { confirmed: ['child'], stage: 'contact', actions: ['talk alone'] },
    { confirmed: ['uasc'], stage: 'contact', actions: ['talk alone', 'guardian'] },
    { confirmed: ['uasc'], stage: 'interview', actions: ['talk alone', 'guardian', 'postpone'] },
    { confirmed: ['trafficking'], stage: 'interview', actions: ['safe place', 'talk alone'] },
    { confirmed: ['uasc', 'trafficking'], stage: undefined, actions: ['safe place', 'talk alone', 'guardian', 'postpone'] },
  ])('$confirmed at $stage → $actions', ({ confirmed, stage, actions }) => expect(texts(confirmed, stage)).toEqual(actions))

  test('a path follows its category alone', () => {
    expect(toDo(tool, ['uasc']).paths).toEqual([0])
    expect(toDo(tool, ['trafficking']).paths).toEqual([])
  })

  test('a stage never adds what would not come without one', () => {
    fc.assert(
      fc.property(fc.subarray(categories), fc.constantFrom('contact', 'interview'), (confirmed, stage) => {
        const [all, some] = [toDo(tool, confirmed), toDo(tool, confirmed, stage)]
        expect(all.actions).toEqual(expect.arrayContaining([...some.actions]))
        expect(all.referrals).toEqual(expect.arrayContaining([...some.referrals]))
        expect(new Set(some.actions).size).toBe(some.actions.length)
      }),
    )
  })
})

test('practice tells what was met, missed and seen where nothing was', () => {
  expect(compared(['child', 'uasc'], ['uasc', 'trafficking'])).toEqual({ met: ['uasc'], missed: ['child'], extra: ['trafficking'] })
})
