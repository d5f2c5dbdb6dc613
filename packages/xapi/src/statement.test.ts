import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reversed, statement } from '../test/arbitrary.ts'
import { cases } from '../test/cases.ts'
import { parseStatements, type Reading, type Version, versionOf } from './index.ts'

/** Expects the reading that a case foretells: valid, or broken at its path by its clause. */
function expectCase(reading: Reading<unknown>, { valid, path, clause }: { valid: boolean; path?: string; clause: string }): void {
  if (valid) expect(reading).toMatchObject({ ok: true })
  else expect(reading.ok ? 'no rule is broken' : reading.refusal).toContainEqual({ path, rule: expect.stringMatching(new RegExp(`^${clause}: .`)) })
}

describe('statements', () => {
  test.each(cases<{ valid: boolean; path?: string; version?: Version; statement: unknown }>('statements'))('$case', (given) => {
    expectCase(parseStatements(given.statement, given.version), given)
  })

  test('are kept as they came: parsed, printed and parsed again they are the same', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), (list) => {
        const sent = [...new Map(list.map((one, index) => [one.id ?? index, one])).values()]
        const parsed = parseStatements(JSON.parse(JSON.stringify(sent)))
        expect(parsed.ok && JSON.stringify(parsed.value)).toBe(JSON.stringify(sent))
        expect(parsed.ok && parseStatements(JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed)
      }),
    )
  })

  test('break the same rules whatever the order of their keys', () => {
    const sorted = (reading: Reading<unknown>) => (reading.ok ? [] : reading.refusal.map(({ path, rule }) => `${path} ${rule}`).sort())
    const key = fc.constantFrom('actor', 'verb', 'object', 'context', 'result', 'timestamp')
    fc.assert(
      fc.property(statement, key, fc.jsonValue({ maxDepth: 2 }), (one, broken, value) => {
        const given = { ...one, [broken]: value }
        expect(sorted(parseStatements(reversed(given)))).toEqual(sorted(parseStatements(given)))
      }),
    )
  })

  test('of any JSON at all are read or refused, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parseStatements(value).ok).toBe('boolean')
      }),
    )
  })

  test('with nothing but mistakes get an answer of a hundred rules', () => {
    const parsed = parseStatements(Array(1000).fill({}))
    expect(parsed.ok || parsed.refusal.length).toBe(100)
  })

  test('with long lists are judged in a time that grows with them and no faster', () => {
    const choices = Array.from({ length: 200_000 }, (_, id) => ({ id: String(id) }))
    const object = { id: 'https://c.example/1', definition: { interactionType: 'choice', choices } }
    const began = performance.now()
    expect(parseStatements({ actor: { mbox: 'mailto:a@b.example' }, verb: { id: 'https://c.example/v' }, object }).ok).toBe(true)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('may not nest deeper in their extensions than everything can write out', () => {
    const nested = (deep: number) => JSON.parse(`${'['.repeat(deep)}1${']'.repeat(deep)}`)
    const withDepth = (deep: number) => {
      const verb = { id: 'https://c.example/v' }
      return {
        actor: { mbox: 'mailto:a@b.example' },
        verb,
        object: { id: 'https://c.example/1' },
        result: { extensions: { 'https://c.example/x': nested(deep) } },
      }
    }
    expect(parseStatements(withDepth(200)).ok).toBe(true)
    expect(parseStatements(withDepth(201)).ok).toBe(false)
    expect(parseStatements(withDepth(5000)).ok).toBe(false)
  })
})

describe('special types', () => {
  const places: Readonly<Record<string, (text: string) => object>> = {
    timestamp: (timestamp) => ({ timestamp }),
    duration: (duration) => ({ result: { duration } }),
    language: (language) => ({ verb: { id: 'https://c.example/v', display: { [language]: '' } } }),
    iri: (id) => ({ verb: { id } }),
  }
  const paths: Readonly<Record<string, (text: string) => string>> = {
    timestamp: () => '0.timestamp',
    duration: () => '0.result.duration',
    language: (text) => `0.verb.display.${text}`,
    iri: () => '0.verb.id',
  }

  test.each(cases<{ valid: boolean; kind: string; text: string; version?: Version }>('special-types'))('$case', (given) => {
    const base = { actor: { mbox: 'mailto:proba@uzorak.example' }, verb: { id: 'https://c.example/v' }, object: { id: 'https://c.example/1' } }
    const reading = parseStatements({ ...base, ...places[given.kind]?.(given.text) }, given.version)
    expectCase(reading, { ...given, path: paths[given.kind]?.(given.text) ?? '' })
  })
})

describe('versions', () => {
  test.each(cases<{ header?: string; version?: Version }>('versions'))('$case', ({ header, version, clause }) => {
    const read = versionOf(header)
    if (version !== undefined) expect(read).toBe(version)
    else expect(read).toEqual({ path: 'X-Experience-API-Version', rule: expect.stringMatching(new RegExp(`^${clause}: .`)) })
  })
})
