import { expect, test } from 'vitest'
import { decideEntry } from './entry.ts'

test('spaces around a title are taken away', () => {
  expect(decideEntry({ title: '  Први  ' }, 0)).toEqual({ ok: true, value: { title: 'Први' } })
})

test.each([
  ['title-missing', '   ', 0],
  ['title-too-long', 'а'.repeat(201), 0],
  ['too-many-entries', 'Први', 100],
])('the answer is %s', (refusal, title, already) => {
  expect(decideEntry({ title }, already)).toEqual({ ok: false, refusal })
})
