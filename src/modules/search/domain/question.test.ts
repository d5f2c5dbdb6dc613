import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Language } from './keys.ts'
import { readQuestion, type SoughtWord, sought } from './question.ts'
import { phraseOf, queryOf, vectorOf } from './vector.ts'

const keysOf = (raw: string) => readQuestion(raw).words.map((word) => word.key)

describe('A question', () => {
  test('is the same in both scripts, without diacritics and in any case form', () => {
    for (const form of ['тражилац азила', 'tražilac azila', 'trazilac azila', 'ТРАЖИОЦА АЗИЛУ', '„trazioca“ – azilom'])
      expect(keysOf(form), form).toEqual(keysOf('тражилац азил'))
  })

  test('loses words that tell nothing in either language, unless it has no others', () => {
    expect(keysOf('право на жалбу и рок')).toEqual(keysOf('право жалбу рок'))
    expect(keysOf('the rights of the child')).toEqual(keysOf('rights child'))
    expect(keysOf('of the')).toHaveLength(2)
    expect(keysOf('и на за')).toEqual([])
  })

  test('is cut where it is too long and keeps nothing that a database cannot hold', () => {
    const { text, words } = readQuestion(`a\u0000зил\u0007 \ud800 ${'дуго '.repeat(3000)}`)
    expect(text.length).toBeLessThanOrEqual(200)
    expect(text).toMatch(/^a зил \ufffd дуго/)
    expect(words.length).toBeLessThanOrEqual(12)
  })

  test('can be read whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
        const { text, words } = readQuestion(raw)
        expect(text.isWellFormed()).toBe(true)
        for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text)
      }),
    )
  })
})

describe('A word of a question', () => {
  const known = (entries: Record<string, Language[]>) => new Map(Object.entries(entries).map(([key, languages]) => [key, new Set(languages)]))
  const only = (raw: string) => {
    const [word] = readQuestion(raw).words
    if (!word) throw new Error('no word')
    return word
  }

  test('that Serbian texts know is sought as nothing else', () => {
    const { key, englishKey } = only('procedures')
    expect(key).not.toBe(englishKey)
    expect(sought(only('procedures'), known({ [key]: ['sr'], [englishKey]: ['sr', 'en'] })).keys).toEqual([key])
  })

  test('that only English texts know is sought under its English stem', () => {
    expect(sought(only('training'), known({ train: ['en'] })).keys).toEqual(['train'])
  })

  test('that nobody knows is sought as nothing', () => {
    expect(sought(only('xyzzy'), known({ azil: ['sr'] })).keys).toEqual([])
  })
})

describe('PostgreSQL notation', () => {
  const word = (place: number, ...keys: string[]): SoughtWord => ({ text: '', start: 0, end: 0, place, folded: '', key: '', englishKey: '', keys })

  test('joins words by all or any and keeps their distance in a row', () => {
    const words = [word(1, 'prav'), word(3, 'zalb', 'appeal')]
    expect(queryOf(words, 'all')).toBe("'prav'&('zalb'|'appeal')")
    expect(queryOf(words, 'any', 'A')).toBe("'prav':A|('zalb':A|'appeal':A)")
    expect(phraseOf(words)).toBe("'prav'<2>('zalb'|'appeal')")
  })

  test('keeps quotes and backslashes inside the word', () => {
    expect(queryOf([word(1, "a'b\\c")], 'all')).toBe("'a''b\\\\c'")
  })

  test('never has more places of a word than PostgreSQL keeps', () => {
    const vector = vectorOf(Array.from({ length: 1000 }, (_, index) => ({ key: 'azil', place: index * 50 + 1, weight: 'D' as const })))
    expect(vector.split(',')).toHaveLength(256)
    expect(vectorOf([{ key: 'azil', place: 99_999, weight: 'A' }])).toBe("'azil':16383A")
  })
})
