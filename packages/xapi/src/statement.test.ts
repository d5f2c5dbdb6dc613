import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseStatements, type Statement, sameStatement } from './index.ts'

interface Case {
  case: string
  valid: boolean
  path?: string
  statement: unknown
}
const cases: Case[] = readFileSync(new URL('../../../conformance/xapi/statements.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

test.each(cases)('$case', ({ valid, path, statement }) => {
  const parsed = parseStatements(statement)
  expect(parsed.ok).toBe(valid)
  if (!parsed.ok) expect(parsed.refusal.map((broken) => broken.path)).toContain(path)
})

const shuffled = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, shuffled(inner)]),
      )
    : value

test('the order of keys never makes two statements differ, and another verb always does', () => {
  const [first] = cases
  const base = first?.statement as Statement
  fc.assert(
    fc.property(fc.webUrl(), fc.double({ min: -1, max: 1, noNaN: true }), (url, scaled) => {
      const one: Statement = { ...base, object: { id: url }, result: { score: { scaled }, success: scaled > 0 } }
      expect(sameStatement(one, shuffled(one) as Statement)).toBe(true)
      expect(sameStatement(one, { ...one, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } })).toBe(false)
    }),
  )
})
