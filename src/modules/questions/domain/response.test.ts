import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuestionType } from './question.ts'
import { parseResponse, type Response } from './response.ts'

const types: QuestionType[] = ['single', 'multiple', 'truefalse', 'matching', 'ordering', 'shorttext', 'numeric', 'gaptext']
const read = (type: QuestionType, query: string) => parseResponse(type, new URLSearchParams(query), 'Q')

describe('a response', () => {
  const forms: [QuestionType, string, Response | null][] = [
    ['single', 'Q=b', { type: 'single', chosen: 'b' }],
    ['multiple', 'Q=b&Q=a&Q=b', { type: 'multiple', chosen: ['b', 'a'] }],
    ['truefalse', 'Q=false', { type: 'truefalse', chosen: false }],
    ['matching', 'Q.l1=r2&Q.l2=', { type: 'matching', pairs: { l1: 'r2' } }],
    ['ordering', 'Q.a=3&Q.b=1&Q.c=2', { type: 'ordering', order: ['b', 'c', 'a'] }],
    ['shorttext', 'Q=Управни+суд', { type: 'shorttext', text: 'Управни суд' }],
    ['numeric', 'Q=72,5', { type: 'numeric', text: '72,5' }],
    ['gaptext', 'Q.g1=десет&Q.g2=+', { type: 'gaptext', gaps: { g1: 'десет' } }],
  ]

  test.each(forms)('to %s is read from a form', (type, query, response) => {
    expect(read(type, query)).toEqual({ ok: true, value: response })
  })

  test.each(types)('to %s that is left empty is no answer', (type) => {
    expect(read(type, 'Q=&Q.a=&other=1')).toEqual({ ok: true, value: null })
    expect(parseResponse(type, null)).toEqual({ ok: true, value: null })
  })

  test('fields of another question are not read', () => {
    expect(read('matching', 'Q2.l1=r1&QQ.l1=r1')).toEqual({ ok: true, value: null })
  })

  test.each(forms)('to %s survives JSON', (type, query) => {
    const parsed = read(type, query)
    expect(parsed.ok && parseResponse(type, JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed)
  })

  test('two things in one place of an order are refused, in a form and in JSON', () => {
    expect(read('ordering', 'Q.a=1&Q.b=1')).toEqual({ ok: false, refusal: 'places-taken-twice' })
    expect(parseResponse('ordering', { type: 'ordering', order: ['a', 'a'] })).toEqual({ ok: false, refusal: 'places-taken-twice' })
  })

  const broken: [QuestionType, unknown][] = [
    ['single', { type: 'single', chosen: 3 }],
    ['single', { type: 'multiple', chosen: ['a'] }],
    ['multiple', { type: 'multiple', chosen: 'a' }],
    ['truefalse', { type: 'truefalse', chosen: 'true' }],
    ['matching', { type: 'matching', pairs: ['a'] }],
    ['matching', { type: 'matching', pairs: { a: { b: 'c' } } }],
    ['shorttext', { type: 'shorttext', text: 'я'.repeat(1001) }],
    ['numeric', { type: 'numeric' }],
    ['gaptext', 'g1'],
  ]

  test.each(broken)('that is malformed (%s, %j) is refused', (type, json) => {
    expect(parseResponse(type, json)).toEqual({ ok: false, refusal: 'response-malformed' })
  })

  test('a place that is no number, and a truth that is neither, are refused', () => {
    expect(read('ordering', 'Q.a=first').ok).toBe(false)
    expect(read('ordering', 'Q.a=0').ok).toBe(false)
    expect(read('truefalse', 'Q=maybe').ok).toBe(false)
  })

  test('never throws and always has the type that was asked for, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, given) => {
        const parsed = parseResponse(type, given)
        if (parsed.ok && parsed.value !== null) expect(parsed.value.type).toBe(type)
      }),
      { numRuns: 500 },
    )
  })
})
