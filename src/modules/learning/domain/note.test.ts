import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedNote, type NoteText } from './note.ts'

const note = (text: string, at: number): NoteText => ({ text, at: new Date(at) })

test('the first note at a place stands as it is', () => {
  expect(mergedNote(undefined, note('мисао', 5))).toEqual(note('мисао', 5))
})

test('a newer note takes the place of an older one, an empty one included', () => {
  expect(mergedNote(note('стара', 1), note('нова', 2))).toEqual(note('нова', 2))
  expect(mergedNote(note('стара', 1), note('', 2))).toEqual(note('', 2))
})

test('an older note that differs is kept beside, and one that says nothing new changes nothing', () => {
  expect(mergedNote(note('нова', 2), note('стара', 1))).toEqual(note('нова\n\nстара', 2))
  expect(mergedNote(note('нова и стара', 2), note('стара', 1))).toEqual(note('нова и стара', 2))
  expect(mergedNote(note('нова', 2), note('', 1))).toEqual(note('нова', 2))
})

test('whatever comes in whatever order, the newest text stands and the moment is that of the newest', () => {
  const notes = fc.uniqueArray(fc.record({ text: fc.string({ minLength: 1, maxLength: 20 }), at: fc.integer({ min: 0, max: 1000 }) }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ at }) => at,
  })
  fc.assert(
    fc.property(notes, (written) => {
      let kept: NoteText | undefined
      for (const { text, at } of written) kept = mergedNote(kept, note(text, at))
      const newest = written.toSorted((a, b) => b.at - a.at)[0]
      return newest !== undefined && kept?.at.getTime() === newest.at && kept.text.includes(newest.text)
    }),
  )
})
