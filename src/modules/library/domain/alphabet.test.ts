import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseGlossary } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byLetter, firstLetter } from './alphabet.ts'

const word = (text: string) => text
const words = (letters: ReturnType<typeof byLetter<string>>) => letters.flatMap(({ entries }) => entries)

describe('the order of a glossary', () => {
  test('follows the azbuka in Cyrillic', () => {
    const given = ['џеп', 'ђак', 'шума', 'дете', 'ћирилица', 'жртва', 'љубав', 'еј', 'чекање', 'лук', 'њива', 'нада']
    const expected = ['дете', 'ђак', 'еј', 'жртва', 'лук', 'љубав', 'нада', 'њива', 'ћирилица', 'чекање', 'џеп', 'шума']
    expect(words(byLetter(given, word, 'cyrillic'))).toEqual(expected)
  })

  test('follows the abeceda in Latin, where č, ć, dž, đ, lj and nj are letters', () => {
    const given = ['džep', 'đak', 'dvor', 'ćirilica', 'cilj', 'čekanje', 'luk', 'lzu', 'ljubav', 'nzu', 'njiva', 'šuma', 'sud', 'žrtva', 'zid']
    const expected = ['cilj', 'čekanje', 'ćirilica', 'dvor', 'džep', 'đak', 'luk', 'lzu', 'ljubav', 'nzu', 'njiva', 'sud', 'šuma', 'zid', 'žrtva']
    expect(words(byLetter(given, word, 'latin'))).toEqual(expected)
  })

  test('holds inside a letter too', () => {
    expect(words(byLetter(['ауто', 'акт', 'аћа', 'ајвар', 'адут', 'ађустирати'], word, 'cyrillic'))).toEqual([
      'адут',
      'ађустирати',
      'ајвар',
      'акт',
      'аћа',
      'ауто',
    ])
    expect(words(byLetter(['alja', 'alu', 'anja', 'anu', 'aća', 'ača', 'acu'], word, 'latin'))).toEqual(['acu', 'ača', 'aća', 'alu', 'alja', 'anu', 'anja'])
  })

  test('gives every word to the letter it begins with', () => {
    expect(firstLetter('njiva', 'latin')).toBe('Nj')
    expect(firstLetter('DŽEP', 'latin')).toBe('Dž')
    expect(firstLetter('nada', 'latin')).toBe('N')
    expect(firstLetter('Љубав', 'cyrillic')).toBe('Љ')
    expect(firstLetter('„азил“', 'cyrillic')).toBe('А')
    expect(firstLetter('72 сата', 'cyrillic')).toBe('#')
  })

  test('shows all letters of the alphabet, also those without a word', () => {
    expect(byLetter([], word, 'cyrillic')).toHaveLength(30)
    expect(byLetter([], word, 'latin')).toHaveLength(30)
    expect(byLetter([], word, 'english')).toHaveLength(26)
  })

  test('loses no word, doubles none, and depends on nothing but the words', () => {
    const anyWord = fc.stringMatching(/^[абвгђжзијклљмнњопрстћуфхцчџш0-9 ]{1,8}$/)
    fc.assert(
      fc.property(fc.uniqueArray(anyWord), (given) => {
        const kept = words(byLetter(given, word, 'cyrillic'))
        expect([...kept].sort()).toEqual([...given].sort())
        expect(words(byLetter([...given].reverse(), word, 'cyrillic'))).toEqual(kept)
      }),
    )
  })

  test('puts the terms of the centre under the same words in both scripts, each in its own order', () => {
    const read = parseGlossary(readFileSync(join(import.meta.dirname, '../../../../centre/glossary.yaml'), 'utf8'), { file: 'glossary.yaml' })
    if (!read.ok) throw new Error('the glossary is broken')
    const named = read.value.map(({ term }) => term['sr-Cyrl'] ?? '')
    // A name in Latin letters stands apart among Cyrillic ones.
    const terms = named.filter((name) => /^\p{Script=Cyrillic}/u.test(name))
    const cyrillic = byLetter(terms, word, 'cyrillic')
    const latin = byLetter(terms, toLatin, 'latin')
    const upper = (text: string) => toLatin(text).toUpperCase()
    for (const { letter, entries } of cyrillic) {
      const same = latin.find((one) => one.letter.toUpperCase() === upper(letter))
      expect([...(same?.entries ?? [])].sort()).toEqual([...entries].sort())
    }
    expect(words(cyrillic)).not.toEqual(words(latin))
  })
})
