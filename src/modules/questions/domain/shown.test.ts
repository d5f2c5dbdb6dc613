import type { QuestionSource } from '@putokaz/manuscript'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takeApart } from './question.ts'
import { inSeededOrder } from './seeded-order.ts'
import { shownFeedback, shownQuestion } from './shown.ts'

const text = (sr: string, en?: string) => ({ 'sr-Cyrl': sr, ...(en && { en }) })
const base = {
  file: 'q.yaml',
  line: 1,
  id: 'C01-G001',
  use: 'graded',
  chapter: '1',
  outcome: 'O1',
  difficulty: 1,
  passage: { unit: '1-1-pojmovi' },
  mark: 'V',
  cites: [],
  prompt: text('Питање', 'Question'),
  feedback: text('ТАЈНАПОВРАТНА', 'SECRETFEEDBACK'),
} as const satisfies Partial<QuestionSource>
const choices = (...ids: string[]) => ids.map((id) => ({ id, text: text(`текст ${id}`, `text ${id}`) }))

const single: QuestionSource = {
  ...base,
  type: 'single',
  options: choices('a', 'b', 'c').map((one) => ({ ...one, feedback: text(`ТАЈНА ${one.id}`) })),
  key: 'b',
}
const every: QuestionSource[] = [
  single,
  { ...base, type: 'multiple', options: choices('a', 'b', 'c'), key: ['a', 'c'] },
  { ...base, type: 'truefalse', key: true },
  { ...base, type: 'matching', left: choices('l1', 'l2'), right: choices('r1', 'r2'), key: { l1: 'r2', l2: 'r1' } },
  { ...base, type: 'ordering', items: choices('a', 'b', 'c'), key: ['c', 'a', 'b'] },
  { ...base, type: 'shorttext', key: ['ТАЈНИОДГОВОР', 'SECRETANSWER'] },
  { ...base, type: 'numeric', unit: text('сата', 'hours'), key: { value: 987654, tolerance: 0 } },
  { ...base, type: 'gaptext', text: text('Има [[g1]] аката.', 'There are [[g1]] acts.'), key: { g1: ['ТАЈНИОДГОВОР', 'SECRETANSWER'] } },
]

describe('a question as it is shown', () => {
  test.each(every)('carries neither key nor feedback: $type', (source) => {
    const { asked } = takeApart(source)
    expect(JSON.stringify(asked)).not.toMatch(/ТАЈН|SECRET|987654/)
    for (const variant of ['sr-Cyrl', 'sr-Latn', 'en'] as const) {
      const sent = JSON.stringify(shownQuestion({ id: source.id, version: 1, asked }, variant))
      expect(sent).not.toMatch(/ТАЈН|TAJN|SECRET|987654|"key"|feedback/i)
    }
  })

  test('is in the script and language of the reader, and says when it is not', () => {
    const { asked } = takeApart({ ...single, prompt: text('Коме се подноси жалба?') })
    const shown = (variant: 'sr-Cyrl' | 'sr-Latn' | 'en') => shownQuestion({ id: 'Q', version: 1, asked }, variant).prompt
    expect(shown('sr-Cyrl')).toEqual({ text: 'Коме се подноси жалба?', variant: 'sr-Cyrl' })
    expect(shown('sr-Latn')).toEqual({ text: 'Kome se podnosi žalba?', variant: 'sr-Latn' })
    expect(shown('en')).toEqual({ text: 'Коме се подноси жалба?', variant: 'sr-Cyrl' })
  })

  test('with gaps is told apart into words and gaps', () => {
    const { asked } = takeApart(every[7] as QuestionSource)
    const shown = shownQuestion({ id: 'Q', version: 1, asked }, 'en')
    expect('parts' in shown && shown.parts).toEqual([{ text: 'There are ' }, { gap: 'g1' }, { text: ' acts.' }])
  })

  test('tells the solution in words once it may be told', () => {
    const solutions = every.map((source) => {
      const { asked, key, told } = takeApart(source)
      return shownFeedback({ asked }, key, told, 'en').solution.map((line) => line.text)
    })
    expect(solutions).toEqual([
      ['text b'],
      ['text a', 'text c'],
      [],
      ['text l1 → text r2', 'text l2 → text r1'],
      ['text c', 'text a', 'text b'],
      ['SECRETANSWER'],
      ['987,654 hours'],
      ['There are SECRETANSWER acts.'],
    ])
  })
})

describe('the order of what one chooses from', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 8 })

  test('holds the same things, and does not depend on how they were listed', () => {
    fc.assert(
      fc.property(ids, fc.string(), (listed, seed) => {
        const things = listed.map((id) => ({ id }))
        const order = inSeededOrder(things, seed)
        expect(order.map(({ id }) => id).toSorted()).toEqual(listed.toSorted())
        expect(inSeededOrder(things.toReversed(), seed)).toEqual(order)
      }),
    )
  })

  test('puts each option first about equally often over many questions', () => {
    const first = { a: 0, b: 0, c: 0, d: 0 }
    const options = choices('a', 'b', 'c', 'd')
    for (let n = 0; n < 4000; n++) first[inSeededOrder(options, `C01-G${n}`)[0]?.id as keyof typeof first]++
    for (const count of Object.values(first)) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
