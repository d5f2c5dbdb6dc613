import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideConfirmation, hasGrown, monthsBefore, type Proposal, type ShownRule } from './retention.ts'

const rule = (count: number, oldest: string | null = '2020-01-01T00:00:00.000Z'): ShownRule => ({
  key: 'letters',
  count,
  oldest,
  before: '2025-11-23T00:00:00.000Z',
})
const proposedAt = new Date('2026-11-23T09:00:00Z')
const proposal: Proposal = { state: 'proposed', proposedBy: 'a', proposedAt, shown: [rule(3)] }
const confirmed = (change: Partial<{ by: string; days: number; found: ShownRule[]; state: Proposal['state'] }> = {}) => {
  const { by = 'b', days = 1, found = [rule(3)], state = 'proposed' } = change
  return decideConfirmation({ ...proposal, state }, { by, now: new Date(proposedAt.getTime() + days * 86_400_000), found })
}

test.each([
  ['somebody else confirms in time', {}, true],
  ['less is there than was shown', { found: [rule(1)] }, true],
  ['nothing is there any more', { found: [rule(0, null)] }, true],
  ['whoever proposed it', { by: 'a' }, 'same-person'],
  ['after a week', { days: 7.01 }, 'lapsed'],
  ['more is there', { found: [rule(4)] }, 'grown'],
  ['as many, but one of them older', { found: [rule(3, '2019-01-01T00:00:00.000Z')] }, 'grown'],
  ['it was confirmed already', { state: 'confirmed' }, 'not-open'],
] as const)('%s: %o', (_, change, expected) => {
  const outcome = confirmed(change as Parameters<typeof confirmed>[0])
  expect(outcome.ok || outcome.refusal).toBe(expected)
})

test('a rule that nobody saw takes nothing along', () => {
  expect(hasGrown([rule(3)], [rule(3), { ...rule(1), key: 'new' }])).toBe(true)
})

test('going back by months never lands in a later month, nor on a later day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 240 }), (now, months) => {
      const before = monthsBefore(now, months)
      const distance = (now.getUTCFullYear() - before.getUTCFullYear()) * 12 + now.getUTCMonth() - before.getUTCMonth()
      expect(distance).toBe(months)
      expect(before.getUTCDate()).toBeLessThanOrEqual(now.getUTCDate())
    }),
  )
})
