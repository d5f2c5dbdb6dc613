import { describe, expect, test } from 'vitest'
import { keyedWords } from './keys.ts'
import { snippet } from './snippet.ts'

const keys = (...words: string[]) => new Set(words.flatMap((word) => keyedWords(word, 'sr').flatMap((one) => one.keys)))
const filling = 'Ово је дуга реченица о нечем другом. '.repeat(30)
const text = { 'sr-Cyrl': `${filling}Жалба тражиоца се подноси у року.\n\nЉубав и ЊУЈОРК. ${filling}`, en: 'The appeals of an applicant.' }
const said = (shown: ReturnType<typeof snippet>) => shown.segments.map(({ text: run, hit }) => (hit ? `[${run}]` : run)).join('')

describe('A snippet', () => {
  test('marks every form of the words asked for, in the script of the reader', () => {
    expect(said(snippet(text, 'sr-Cyrl', keys('жалбу', 'tražilac')))).toContain('[Жалба] [тражиоца] се подноси у року. Љубав и ЊУЈОРК.')
    const latin = snippet(text, 'sr-Latn', keys('жалбу', 'tražilac'))
    expect(said(latin)).toContain('[Žalba] [tražioca] se podnosi u roku. Ljubav i NJUJORK.')
    expect(latin.variant).toBe('sr-Latn')
  })

  test('marks English words by their stems', () => {
    expect(said(snippet(text, 'en', new Set(keyedWords('appeal', 'en').flatMap((one) => one.keys))))).toBe('The [appeals] of an applicant.')
  })

  test('shows the stretch with the most of the words, not the first of them', () => {
    const far = { 'sr-Cyrl': `Рок. ${filling}Рок за жалбу тражиоца. ${filling}` }
    expect(said(snippet(far, 'sr-Cyrl', keys('рок', 'жалба', 'тражилац')))).toContain('[Рок] за [жалбу] [тражиоца]')
  })

  test('shows the beginning where the text of the reader has none of the words', () => {
    expect(said(snippet(text, 'sr-Cyrl', keys('нигде')))).toMatch(/^Ово је дуга .* …$/)
  })

  test('says in which variant it is when the reader has no own', () => {
    expect(snippet({ 'sr-Cyrl': 'Азил.', en: '' }, 'en', new Set())).toEqual({ segments: [{ text: 'Азил.', hit: false }], variant: 'sr-Cyrl' })
    expect(snippet({}, 'en', new Set()).segments).toEqual([])
  })

  test('never shows more than a few lines', () => {
    for (const word of ['жалба', 'реченица', 'ништа']) expect(said(snippet(text, 'sr-Cyrl', keys(word))).length).toBeLessThan(330)
    expect(said(snippet({ 'sr-Cyrl': 'а'.repeat(3000) }, 'sr-Cyrl', keys('жалба'))).length).toBeLessThan(330)
  })
})
