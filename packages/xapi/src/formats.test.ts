import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statement } from '../test/arbitrary.ts'
import { cases } from '../test/cases.ts'
import { type Format, inFormat, keysOfAgents, languagesOf, parseStatements, type Statement } from './index.ts'

describe('a statement in a format', () => {
  test.each(cases<{ format: Format; accept: string | null; statement: Statement; shown: Statement }>('formats'))('$case', ({ format, accept, ...given }) => {
    expect(inFormat(given.statement, format, languagesOf(accept ?? undefined))).toEqual(given.shown)
  })

  test('is a statement again', () => {
    fc.assert(
      fc.property(statement, fc.constantFrom<Format>('exact', 'ids', 'canonical'), (one, format) => {
        expect(parseStatements(JSON.parse(JSON.stringify(inFormat(one, format, ['sr']))))).toMatchObject({ ok: true })
      }),
    )
  })

  test('of ids names the same actor, and doing it twice changes nothing', () => {
    fc.assert(
      fc.property(statement, (one) => {
        const ids = inFormat(one, 'ids')
        expect(inFormat(ids, 'ids')).toEqual(ids)
        expect(keysOfAgents(one).actor).toEqual(expect.arrayContaining(keysOfAgents(ids).actor))
      }),
    )
  })

  test('takes the definition that the keeper knows, when it knows one', () => {
    const told: Statement = { actor: { mbox: 'mailto:proba@uzorak.example' }, verb: { id: 'https://c.example/v' }, object: { id: 'https://c.example/1' } }
    const known = (id: string) => (id === 'https://c.example/1' ? { name: { en: 'Known', sr: 'Познато' } } : undefined)
    expect(inFormat(told, 'canonical', ['sr'], known).object).toEqual({ id: 'https://c.example/1', definition: { name: { sr: 'Познато' } } })
    expect(inFormat(told, 'exact', ['sr'], known)).toEqual(told)
  })
})

describe('the languages of a reader', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['sr', ['sr']],
    ['en;q=0.5, sr-Cyrl, de;q=0.7', ['sr-Cyrl', 'de', 'en']],
    ['en;q=0, *', ['*']],
    ['en; q=0.3,sr ; q=0.4', ['sr', 'en']],
    ['<script>, sr', ['sr']],
    ['sr;q=x, en;q=0.1', ['en']],
  ])('%s are %j', (header, languages) => {
    expect(languagesOf(header)).toEqual(languages)
  })
})
