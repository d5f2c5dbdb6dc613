/** `docs/accessibility.md` answers every criterion of WCAG 2.2 A and AA, what it names is there, and the page says the same. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawResults, resultsFile } from '../../tools/accessibility/draw-results.ts'
import { criteriaIn, dayIn, quotedIn, rowsIn, waysOf } from '../../tools/accessibility/read-table.ts'
import { root } from './support/tree-copy.ts'

const text = readFileSync(join(root, 'docs/accessibility.md'), 'utf8')
const wanted = criteriaIn(root)
const rows = rowsIn(text)

/** A record of what somebody looked at: who, when, what, and what was found. */
const record = /^Seen: [^,]+, \d{4}-\d\d-\d\d, [^:]{10,}: .{10,}/
const partsOf = (answer: string): string[] => answer.split('; ')

const isTitleIn = (file: string, title: string): boolean => [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => file.includes(quoted))

test('there are the 55 criteria of levels A and AA', () => {
  expect(wanted).toHaveLength(55)
  expect(wanted.filter(({ level }) => level === 'A')).toHaveLength(31)
  expect(wanted.filter(({ number, name }) => number === '' || name.length < 4)).toEqual([])
})

test('every criterion is answered once, in order', () => {
  expect(rows.map(({ number, level }) => `${number} ${level}`)).toEqual(wanted.map(({ number, level }) => `${number} ${level}`))
})

test('an answer is a test, a record with person, day and finding, or the reason why it does not apply', () => {
  const bare = rows.filter(({ answer }) => waysOf(answer).length === 0)
  expect(bare).toEqual([])
  const records = rows.flatMap(({ answer }) => partsOf(answer).filter((part) => part.startsWith('Seen')))
  expect(records.filter((part) => !record.test(part))).toEqual([])
  expect(rows.filter(({ answer }) => answer.startsWith('Does not apply') && !/^Does not apply: .{20,}/.test(answer))).toEqual([])
  // Looking alone answers nothing: what was seen once is not seen at the next change.
  expect(rows.filter(({ answer }) => waysOf(answer).join() === 'seen')).toEqual([])
})

describe('what an answer names', () => {
  test.each(rows)('$number', ({ answer }) => {
    for (const { file, title } of quotedIn(answer)) {
      expect(existsSync(join(root, file)), file).toBe(true)
      expect(isTitleIn(readFileSync(join(root, file), 'utf8'), title), `${file} has “${title}”`).toBe(true)
    }
  })
})

test('a file with an invented title would be caught', () => {
  expect(isTitleIn(readFileSync(join(root, 'tests/journeys/keyboard.test.ts'), 'utf8'), 'a learner flies')).toBe(false)
  expect(waysOf('It is fine.')).toEqual([])
})

test('the page on accessibility shows these results', () => {
  expect(readFileSync(join(root, resultsFile), 'utf8')).toBe(drawResults(root))
})

test('the day is one, and the file is short enough to be read', () => {
  expect(dayIn(text)).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(text.split('\n').length).toBeLessThanOrEqual(250)
})
