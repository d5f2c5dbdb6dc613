import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from './roles.ts'
import { appCode, awake, carriesSecondFactor, guardedRoles, isProved, type SignInLimits } from './second-factor.ts'

const limits: SignInLimits = { idleDays: 14, longestDays: 60, deskIdleHours: 2, deskLongestHours: 12 }
const now = new Date('2026-11-23T09:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

test.each([
  ['never shown', null, 0, false],
  ['just shown', 0, 0, true],
  ['shown this morning, used since', 11.9, 0.1, true],
  ['shown twelve hours ago', 12, 0, false],
  ['rested for two hours', 3, 2, false],
  ['rested a little less', 3, 1.9, true],
])('a second factor %s: %s h ago, last used %s h ago', (_, shown, rested, carried) => {
  const times = { secondFactorAt: shown === null ? null : ago(shown), lastSeenAt: ago(rested) }
  expect(carriesSecondFactor(times, limits, now)).toBe(carried)
})

test('without a second factor exactly the guarded roles sleep, in every place; with it none does', () => {
  const grant = fc.record({ role: fc.constantFrom(...roles), scope: fc.constantFrom('', 'KA', 'MUP') })
  fc.assert(
    fc.property(fc.array(grant), fc.boolean(), (granted, strong) => {
      const { grants, withheld } = awake(granted, strong)
      if (strong) {
        expect(grants).toEqual(granted)
        expect(withheld).toEqual([])
        return
      }
      expect(grants.some(({ role }) => guardedRoles.includes(role))).toBe(false)
      expect(new Set([...grants.map(({ role }) => role), ...withheld])).toEqual(new Set(granted.map(({ role }) => role)))
      expect(new Set(withheld).size).toBe(withheld.length)
    }),
  )
})

test('who proved herself may change what guards her account for ten minutes', () => {
  expect(isProved(null, now)).toBe(false)
  expect(isProved(ago(9.9 / 60), now)).toBe(true)
  expect(isProved(ago(10 / 60), now)).toBe(false)
})

test.each([
  ['123 456', '123456'],
  ['123-456', '123456'],
  [' 012345 ', '012345'],
  ['12345', undefined],
  ['1234567', undefined],
  ['ABCD-2345-EFGH', undefined],
  ['１２３４５６', undefined],
  ['', undefined],
])('%j is the code %s', (typed, code) => {
  expect(appCode(typed)).toBe(code)
})
