import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatesStanding } from './gates.ts'
import { gatesTool as tool } from './sample-tools.ts'

function standing(chosen: Record<string, string>, checked = ['told/language']) {
  return gatesStanding(tool, { chosen: new Map(Object.entries(chosen)), checked: new Set(checked) })
}

test.each([
  { chosen: {}, states: ['open', 'locked', 'locked'], current: 0 },
  { chosen: { told: 'yes' }, states: ['passed', 'open', 'locked'], current: 1 },
  { chosen: { told: 'yes', free: 'no' }, states: ['passed', 'stopped', 'locked'], stopped: 1 },
  { chosen: { told: 'yes', free: 'no', papers: 'yes' }, states: ['passed', 'stopped', 'locked'], stopped: 1 },
  { chosen: { told: 'no', free: 'yes' }, states: ['stopped', 'locked', 'locked'], stopped: 0 },
  { chosen: { told: 'yes', free: 'yes', papers: 'soon' }, states: ['passed', 'passed', 'later'], later: [2], through: true },
  { chosen: { told: 'an answer of another version' }, states: ['open', 'locked', 'locked'], current: 0 },
])('$chosen → $states', ({ chosen, states, later = [], through = false, ...rest }) => {
  expect(standing(chosen)).toEqual({ states, later, through, ...rest })
})

test('a gate passes only when everything beside it is ticked, but stops without', () => {
  expect(standing({ told: 'yes' }, []).states).toEqual(['unchecked', 'locked', 'locked'])
  expect(standing({ told: 'no' }, []).stopped).toBe(0)
})

const answers = fc.dictionary(fc.constantFrom('told', 'free', 'papers'), fc.constantFrom('yes', 'soon', 'no', 'unknown'))

test('a red answer is never passed, whatever is answered behind it', () => {
  fc.assert(
    fc.property(answers, fc.boolean(), (chosen, ticked) => {
      const { states, through, stopped, current } = standing(chosen, ticked ? ['told/language'] : [])
      const first = states.findIndex((state) => state !== 'passed' && state !== 'later')
      if (first >= 0) expect(states.slice(first + 1).every((state) => state === 'locked')).toBe(true)
      expect(through).toBe(first < 0)
      expect(stopped ?? current ?? -1).toBe(first)
      if (through) expect(Object.values(chosen)).not.toContain('no')
    }),
  )
})
