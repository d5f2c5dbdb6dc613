import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agent, statement } from '../test/arbitrary.ts'
import { cases } from '../test/cases.ts'
import { activitiesOf, agentKey, keysOfAgents, matches, parseFilter, type Statement, type StatementFilter } from './index.ts'

const filterOf = (query: [string, string][]): StatementFilter => {
  const read = parseFilter(new URLSearchParams(query), '1.0.3')
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}

describe('a query', () => {
  test.each(cases<{ query: [string, string][]; value?: StatementFilter; path?: string }>('filters'))('$case', ({ query, value, path, clause }) => {
    const read = parseFilter(new URLSearchParams(query), '1.0.3')
    if (value) expect(read).toEqual({ ok: true, value })
    else expect(read.ok ? read.value : read.refusal).toContainEqual({ path, rule: expect.stringMatching(new RegExp(`^${clause}: .`)) })
  })

  test.each(cases<{ query: [string, string][]; statements: Statement[]; found: number[] }>('matching'))('$case', ({ query, statements, found }) => {
    const filter = filterOf(query)
    const referred = (id: string) => statements.find((one) => one.id?.toLowerCase() === id)
    expect(statements.flatMap((one, index) => (matches(one, filter, referred) ? [index] : []))).toEqual(found)
  })

  test('with a great many parameters that do not exist is refused as fast as it is read', () => {
    const params = new URLSearchParams(Array.from({ length: 50_000 }, (_, number) => [`p${number}`, 'x']))
    const began = performance.now()
    const read = parseFilter(params, '1.0.3')
    expect(performance.now() - began).toBeLessThan(2000)
    expect(read.ok || read.refusal.length).toBe(100)
  })

  test('with related agents or activities finds no less than without', () => {
    fc.assert(
      fc.property(statement, agent, (one, who) => {
        const key = agentKey(who) ?? ''
        const { actor, related } = keysOfAgents(one)
        expect(related).toEqual(expect.arrayContaining(actor))
        expect(activitiesOf(one).related).toEqual(expect.arrayContaining(activitiesOf(one).object))
        const narrow: StatementFilter = { ...filterOf([]), agent: key }
        expect(matches(one, narrow)).toBe(actor.includes(key))
        expect(matches(one, { ...narrow, relatedAgents: true })).toBe(related.includes(key))
      }),
    )
  })

  test('for nothing in particular finds everything', () => {
    fc.assert(
      fc.property(statement, (one) => {
        expect(matches(one, filterOf([]))).toBe(true)
      }),
    )
  })
})
