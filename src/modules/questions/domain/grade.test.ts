import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grade, readingsOf } from './grade.ts'
import type { AnswerKey } from './question.ts'
import type { Response } from './response.ts'

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const scored = (key: AnswerKey, response: Response | null) => grade({ type: key.type, options }, key, response)
const text = (accepted: string, given: string) => scored({ type: 'shorttext', key: [accepted] }, { type: 'shorttext', text: given }).correct
const number = (value: number, tolerance: number, given: string) =>
  scored({ type: 'numeric', key: { value, tolerance } }, { type: 'numeric', text: given }).correct

describe('grading', () => {
  const right: { key: AnswerKey; response: Response }[] = [
    { key: { type: 'single', key: 'b' }, response: { type: 'single', chosen: 'b' } },
    { key: { type: 'multiple', key: ['a', 'c'] }, response: { type: 'multiple', chosen: ['c', 'a'] } },
    { key: { type: 'truefalse', key: false }, response: { type: 'truefalse', chosen: false } },
    { key: { type: 'matching', key: { l1: 'r2', l2: 'r1' } }, response: { type: 'matching', pairs: { l2: 'r1', l1: 'r2' } } },
    { key: { type: 'ordering', key: ['b', 'c', 'a'] }, response: { type: 'ordering', order: ['b', 'c', 'a'] } },
    { key: { type: 'shorttext', key: ['Управни суд'] }, response: { type: 'shorttext', text: 'upravni sud' } },
    { key: { type: 'numeric', key: { value: 72, tolerance: 0 } }, response: { type: 'numeric', text: '72' } },
    { key: { type: 'gaptext', key: { g1: ['десет', '10'], g2: ['2024'] } }, response: { type: 'gaptext', gaps: { g1: 'deset', g2: '2024' } } },
  ]

  test.each(right)('the right answer to $key.type is correct', ({ key, response }) => {
    expect(scored(key, response)).toEqual({ score: 1, correct: true })
  })

  test.each(right)('no answer, or an answer of another type, to $key.type scores nothing', ({ key }) => {
    const other: Response = key.type === 'shorttext' ? { type: 'single', chosen: 'a' } : { type: 'shorttext', text: 'b' }
    expect(scored(key, null)).toEqual({ score: 0, correct: false })
    expect(scored(key, other)).toEqual({ score: 0, correct: false })
  })

  const partial: [string, AnswerKey, Response, number][] = [
    ['one of two right options', { type: 'multiple', key: ['a', 'c'] }, { type: 'multiple', chosen: ['a'] }, 0.5],
    ['both right options and one of two wrong ones', { type: 'multiple', key: ['a', 'c'] }, { type: 'multiple', chosen: ['a', 'c', 'b'] }, 0.5],
    ['all options', { type: 'multiple', key: ['a', 'c'] }, { type: 'multiple', chosen: ['a', 'b', 'c', 'd'] }, 0],
    ['only wrong options', { type: 'multiple', key: ['a', 'c'] }, { type: 'multiple', chosen: ['b'] }, 0],
    ['an unknown option', { type: 'multiple', key: ['a'] }, { type: 'multiple', chosen: ['a', 'x'] }, 1],
    ['one of two pairs', { type: 'matching', key: { l1: 'r1', l2: 'r2' } }, { type: 'matching', pairs: { l1: 'r1' } }, 0.5],
    ['one pair of neighbours kept', { type: 'ordering', key: ['a', 'b', 'c'] }, { type: 'ordering', order: ['c', 'a', 'b'] }, 0.5],
    ['the order turned round', { type: 'ordering', key: ['a', 'b', 'c'] }, { type: 'ordering', order: ['c', 'b', 'a'] }, 0],
    ['one thing left out of the order', { type: 'ordering', key: ['a', 'b', 'c'] }, { type: 'ordering', order: ['a', 'b'] }, 0.5],
    ['one of two gaps', { type: 'gaptext', key: { g1: ['десет'], g2: ['2024'] } }, { type: 'gaptext', gaps: { g1: 'Десет', g2: '2025' } }, 0.5],
  ]

  test.each(partial)('in part: %s', (_, key, response, score) => {
    expect(scored(key, response).score).toBe(score)
  })

  test('a short answer is taken in either script, any case, without diacritics, spaces or signs around it', () => {
    for (const given of ['Управни суд', 'управни  суд', 'Upravni sud', 'UPRAVNI SUD.', ' „управни суд“ ', 'upravnisud'])
      expect(text('Управни суд', given)).toBe(true)
    for (const given of ['čuj, potvrdi, poveži', 'cuj, potvrdi, povezi', 'ЧУЈ, ПОТВРДИ, ПОВЕЖИ']) expect(text('чуј, потврди, повежи', given)).toBe(true)
    for (const given of ['Djordjevic', 'Đorđević', 'Ђорђевић']) expect(text('Ђорђевић', given)).toBe(true)
    for (const given of ['', ' ', '.', 'управни', 'суд управни', 'прекршајни суд']) expect(text('Управни суд', given)).toBe(false)
  })

  test('a number is taken with comma or dot, with its unit, and within the tolerance only', () => {
    for (const given of ['72,5', '72.5', ' 72,5 ', '72,5 сата', '+72.5', '72,50']) expect(number(72.5, 0, given)).toBe(true)
    for (const given of ['1000', '1.000', '1,000', '1 000', '1\u00a0000', '1.000,0', '1,000.00']) expect(number(1000, 0, given)).toBe(true)
    for (const given of ['1.5', '1,5']) expect(number(1.5, 0, given)).toBe(true)
    expect(number(-4, 0, '−4')).toBe(true)
    expect(number(0.2, 0.1, '0,3')).toBe(true)
    expect(number(0.2, 0.1, '0,31')).toBe(false)
    for (const given of ['', 'три', '72-5', '1.0000', '10.00', '7 2 5x5', '--3', '1e3']) expect(number(1000, 0, given)).toBe(false)
  })

  test('whatever is answered, the score lies between 0 and 1, and only 1 is correct', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'x')
    const anyResponse: fc.Arbitrary<Response> = fc.oneof(
      fc.record({ type: fc.constant('multiple' as const), chosen: fc.uniqueArray(id) }),
      fc.record({ type: fc.constant('ordering' as const), order: fc.uniqueArray(id) }),
      fc.record({ type: fc.constant('matching' as const), pairs: fc.dictionary(id, id) }),
      fc.record({ type: fc.constant('gaptext' as const), gaps: fc.dictionary(id, fc.string()) }),
      fc.record({ type: fc.constant('numeric' as const), text: fc.string() }),
      fc.record({ type: fc.constant('shorttext' as const), text: fc.string() }),
    )
    const anyKey: fc.Arbitrary<AnswerKey> = fc.oneof(
      fc.record({ type: fc.constant('multiple' as const), key: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }) }),
      fc.constant({ type: 'ordering' as const, key: ['a', 'b', 'c', 'd'] }),
      fc.constant({ type: 'matching' as const, key: { a: 'b', b: 'c', c: 'c' } }),
      fc.constant({ type: 'gaptext' as const, key: { a: ['један'], b: ['2'] } }),
      fc.constant({ type: 'numeric' as const, key: { value: 3, tolerance: 0.5 } }),
      fc.constant({ type: 'shorttext' as const, key: ['азил'] }),
    )
    fc.assert(
      fc.property(anyKey, anyResponse, (key, response) => {
        const { score, correct } = scored(key, response)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(correct).toBe(score === 1)
      }),
      { numRuns: 500 },
    )
  })

  test('choosing every option earns nothing wherever one of them is wrong', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }), (key) => {
        expect(scored({ type: 'multiple', key }, { type: 'multiple', chosen: ['a', 'b', 'c', 'd'] }).score).toBe(0)
      }),
    )
  })

  test('a decimal number is read back from both ways of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (hundredths) => {
        const value = hundredths / 100
        expect(readingsOf(value.toFixed(2))).toContain(value)
        expect(readingsOf(value.toFixed(2).replace('.', ','))).toContain(value)
        expect(readingsOf(new Intl.NumberFormat('sr', { minimumFractionDigits: 2 }).format(value))).toContain(value)
        expect(readingsOf(new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(value))).toContain(value)
      }),
    )
  })
})
