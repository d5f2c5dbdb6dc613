import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast } from '#kernel/colour.ts'
import { accentPalette, checkAccent, firstPalettes, grounds, leastContrast } from './accent.ts'

const css = readFileSync(new URL('../../../ui/styles/tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const tokenIn = (text: string, name: string) => new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(text)?.[1]
const papers = ['paper', 'surface', 'tint', 'info-paper', 'success-paper', 'warning-paper', 'refusal-paper']
const colour = fc.nat(0xffffff).map((number) => `#${number.toString(16).padStart(6, '0')}`)

test.each([
  ['light', light],
  ['dark', dark],
] as const)('what the accent is measured on is what lies under it on the page: %s', (scheme, text) => {
  expect(grounds[scheme].papers).toEqual(papers.map((name) => tokenIn(text, name)))
  expect(grounds[scheme].onBand).toEqual(['on-band', 'on-band-soft'].map((name) => tokenIn(text, name)))
  for (const [name, value] of Object.entries(firstPalettes[scheme])) expect(tokenIn(text, name)).toBe(value)
})

describe('An accent', () => {
  test('that is taken can be read wherever it stands, in light and dark', () => {
    fc.assert(
      fc.property(colour, (accent) => {
        if (!checkAccent(accent).ok) return
        const { light: day, dark: night } = accentPalette(accent)
        for (const paper of grounds.light.papers) expect(contrast(day.house, paper)).toBeGreaterThanOrEqual(leastContrast)
        for (const paper of grounds.dark.papers) expect(contrast(night.house, paper)).toBeGreaterThanOrEqual(leastContrast)
        for (const ink of grounds.light.onBand) expect(contrast(day.band, ink)).toBeGreaterThanOrEqual(leastContrast)
        for (const ink of grounds.dark.onBand) expect(contrast(night.band, ink)).toBeGreaterThanOrEqual(leastContrast)
        for (const [palette, paper] of [
          [day, grounds.light.papers],
          [night, grounds.dark.papers],
        ] as const) {
          for (const one of paper) expect(contrast(palette.focus, one)).toBeGreaterThanOrEqual(3)
          expect(contrast(palette['band-edge'], palette.band)).toBeGreaterThanOrEqual(3)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('that is refused comes with its ratio and a shade that is taken', () => {
    fc.assert(
      fc.property(colour, (accent) => {
        const checked = checkAccent(accent)
        if (checked.ok) return
        expect(checked.refusal.ratio).toBeLessThan(leastContrast)
        expect(checkAccent(checked.refusal.suggestion)).toEqual({ ok: true, value: null })
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['#0b4a4d', true],
    ['#7a1f5c', true],
    ['#000000', true],
    ['#ffffff', false],
    ['#ffc233', false],
    ['#6f9ea0', false],
  ])('%s is taken: %s', (accent, taken) => {
    expect(checkAccent(accent).ok).toBe(taken)
  })
})
