import { describe, expect, test } from 'vitest'
import { catalogueText, quoteTexts } from './quoted-texts.ts'

const texts: Record<string, string> = { 'a.start': 'Почните *тест*', 'a.end': 'Крај' }
const textOf = (key: string) => texts[key]

describe('Quoting a text of the screen', () => {
  test('puts it in strong letters, and its own signs stay signs', () => {
    expect(quoteTexts('Изаберите {{a.start}}, па {{a.end}}.', 'sr-Cyrl', textOf)).toEqual({
      ok: true,
      value: String.raw`Изаберите **Почните \*тест\***, па **Крај**.`,
    })
  })

  test('names every key that has no text, with its line', () => {
    expect(quoteTexts('{{a.start}}\n{{a.gone}} и {{nothing}}', 'sr-Cyrl', textOf)).toEqual({
      ok: false,
      refusal: [
        { line: 2, key: 'a.gone' },
        { line: 2, key: 'nothing' },
      ],
    })
  })

  test('takes the words of the catalogues, and none that need a value or do not exist', () => {
    expect(catalogueText('ui.next', 'sr-Cyrl')).toBe('Следеће')
    expect(catalogueText('ui.next', 'en')).toBe('Next')
    expect(catalogueText('ui.progress', 'en')).toBeUndefined()
    for (const key of ['ui.nothing', 'nothing.next', '../ui.next', '', 'ui']) expect(catalogueText(key, 'en'), key).toBeUndefined()
  })
})
