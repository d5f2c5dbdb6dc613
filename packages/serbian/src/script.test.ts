import { expect, test } from 'vitest'
import { isMixedScript, scriptOf } from './index.ts'

test('a word with letters of both scripts is seen', () => {
  expect(isMixedScript('корејa')).toBe(true)
  expect(isMixedScript('кореја')).toBe(false)
  expect(isMixedScript('koreja')).toBe(false)
  expect(isMixedScript('UNHCR-ов')).toBe(false)
})

test('the script of a text is named', () => {
  expect(['азил', 'azil', 'азил EU', '2026.', 'سلام'].map(scriptOf)).toEqual(['cyrillic', 'latin', 'mixed', 'none', 'none'])
})
