import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateState, dayOf, type Standing } from './state.ts'

const plain: Standing = { version: '1.2.0', issuedOn: '2026-11-23' }
const until: Standing = { ...plain, validUntil: '2029-11-23' }
const revoked: Standing = { ...until, revoked: { on: '2027-01-01', reason: 'грешка' } }
const same = { newest: '1.2.0', hers: [] }

describe('a certificate', () => {
  test.each([
    ['holds', plain, '2099-01-01', same, { kind: 'valid' }],
    ['holds through its last day', until, '2029-11-23', same, { kind: 'valid' }],
    ['runs out the day after', until, '2029-11-24', same, { kind: 'expired', on: '2029-11-23' }],
    ['holds when its course has a small new version', until, '2027-01-01', { newest: '1.10.3', hers: [] }, { kind: 'valid' }],
    ['is superseded by a new main version', until, '2027-01-01', { newest: '2.0.0', hers: [] }, { kind: 'superseded', by: '2.0.0' }],
    [
      'is superseded by a later one of the same person',
      until,
      '2027-01-01',
      { newest: '1.10.0', hers: ['1.3.0', '1.10.0', '1.1.0'] },
      { kind: 'superseded', by: '1.10.0' },
    ],
    ['is not superseded by an earlier one of the same person', until, '2027-01-01', { newest: '1.2.0', hers: ['1.1.9'] }, { kind: 'valid' }],
    ['that ran out is expired, not superseded', until, '2030-01-01', { newest: '2.0.0', hers: [] }, { kind: 'expired', on: '2029-11-23' }],
    ['that was revoked stays revoked', revoked, '2030-01-01', { newest: '2.0.0', hers: ['2.0.0'] }, { kind: 'revoked', on: '2027-01-01', reason: 'грешка' }],
  ] as const)('%s', (...row) => {
    const [, standing, today, later, expected] = row
    expect(certificateState(standing, today, later)).toEqual(expected)
  })
})

test('one that no longer holds never comes to hold again', () => {
  const day = fc.date({ min: new Date('2026-11-23'), max: new Date('2035-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.constantFrom(plain, until, revoked), day, day, fc.constantFrom('1.2.0', '1.3.0', '2.0.0', '10.0.0'), (standing, a, b, newest) => {
      const [first, second] = [a, b].toSorted()
      const [before, after] = [first, second].map((today) => certificateState(standing, today ?? '', { newest, hers: [] }).kind)
      if (before !== 'valid') expect(after).not.toBe('valid')
    }),
  )
})

test('a day is the day in Belgrade', () => {
  expect(dayOf(new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
  expect(dayOf(new Date('2026-07-23T21:59:00Z'))).toBe('2026-07-23')
})
