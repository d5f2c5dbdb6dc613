import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast } from '#kernel/colour.ts'

type Tokens = ReadonlyMap<string, string>

const css = readFileSync(new URL('../../src/ui/styles/tokens.css', import.meta.url), 'utf8')
const light = tokensIn(css.slice(0, css.indexOf('@media')))
const dark: Tokens = new Map([...light, ...tokensIn(blockAfter(css, '@media (prefers-color-scheme: dark)'))])

/** What is read, on what it is read. WCAG 1.4.6 (AAA): 7:1. */
const texts: [string, string[]][] = [
  ['ink', ['paper', 'surface', 'tint', 'info-paper', 'success-paper', 'warning-paper', 'refusal-paper']],
  ['ink-soft', ['paper', 'surface', 'tint']],
  ['house', ['paper', 'surface', 'tint', 'info-paper', 'success-paper', 'warning-paper', 'refusal-paper']],
  ['house-strong', ['paper', 'surface', 'tint']],
  ['on-band', ['band', 'board']],
  ['on-band-soft', ['band']],
  ['band', ['on-band']],
  ['on-warm', ['warm', 'warm-strong']],
  ['info', ['info-paper', 'paper', 'surface', 'tint']],
  ['success', ['success-paper', 'paper', 'surface']],
  ['warning', ['warning-paper', 'paper', 'surface', 'tint']],
  ['refusal', ['refusal-paper', 'paper', 'surface', 'tint']],
]

/** Edges of what is operated, marks of where one is, and rings of focus. WCAG 1.4.11: 3:1. */
const controls: [string, string[]][] = [
  ['edge', ['paper', 'surface', 'tint']],
  ['house', ['paper', 'surface', 'tint']],
  ['warm-line', ['paper', 'surface', 'tint']],
  ['band-edge', ['band']],
  ['warm', ['band']],
  ['focus', ['paper', 'surface', 'tint', 'info-paper', 'success-paper', 'warning-paper', 'refusal-paper']],
]

describe.each([
  ['light', light],
  ['dark', dark],
])('colours in the %s', (_name, tokens) => {
  test.each(pairs(texts))('%s is read on %s at 7:1 or more', (ink, paper) => {
    expect(contrast(colour(tokens, ink), colour(tokens, paper))).toBeGreaterThanOrEqual(7)
  })

  test.each(pairs(controls))('%s is seen on %s at 3:1 or more', (edge, paper) => {
    expect(contrast(colour(tokens, edge), colour(tokens, paper))).toBeGreaterThanOrEqual(3)
  })
})

test('the reckoning agrees with the examples of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
})

test('a pale ink does not pass', () => {
  expect(contrast('#8a8a8a', colour(light, 'paper'))).toBeLessThan(7)
})

test('every colour of the house is judged here, or is only a hairline', () => {
  const judged = new Set([...texts, ...controls].flatMap(([ink, papers]) => [ink, ...papers]))
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name)
  expect(colours.filter((name) => !judged.has(name))).toEqual(['line'])
})

function pairs(list: [string, string[]][]): [string, string][] {
  return list.flatMap(([ink, papers]) => papers.map((paper): [string, string] => [ink, paper]))
}

function tokensIn(text: string): Tokens {
  return new Map([...text.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

function blockAfter(text: string, head: string): string {
  const start = text.indexOf(head)
  if (start < 0) throw new Error(`tokens.css has no ${head}`)
  return text.slice(start, text.indexOf('@media', start + 1))
}

function colour(tokens: Tokens, name: string): string {
  const value = tokens.get(name)
  if (value === undefined || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is not a colour: ${value}`)
  return value
}
