import { contrast } from '#kernel/colour.ts'
import css from '#ui/styles/tokens.css?raw'

export interface ShownColour {
  readonly name: string
  readonly light: string
  readonly dark: string
  /** What it is seen on. */
  readonly on: string
  /** How well it is told apart from that, light and dark, as WCAG reckons it. */
  readonly ratios: readonly [light: number, dark: number]
  /** 7 for what is read, 3 for what is operated, 0 for a hairline. */
  readonly least: 7 | 3 | 0
}

/** Which pair of colours stands for each, and what it must reach; all pairs are judged in the tests. */
const judged: readonly [name: string, on: string, least: 7 | 3 | 0][] = [
  ['ink', 'paper', 7],
  ['ink-soft', 'paper', 7],
  ['house', 'paper', 7],
  ['house-strong', 'paper', 7],
  ['on-band', 'band', 7],
  ['on-band-soft', 'band', 7],
  ['on-warm', 'warm', 7],
  ['info', 'info-paper', 7],
  ['success', 'success-paper', 7],
  ['warning', 'warning-paper', 7],
  ['refusal', 'refusal-paper', 7],
  ['edge', 'surface', 3],
  ['warm-line', 'surface', 3],
  ['focus', 'paper', 3],
  ['line', 'paper', 0],
]

const firstMedia = css.indexOf('@media')
const light = valuesIn(css.slice(0, firstMedia))
const dark = new Map([...light, ...valuesIn(css.slice(firstMedia, css.indexOf('@media', firstMedia + 1)))])

export const colours: readonly ShownColour[] = judged.map(([name, on, least]) => ({
  name,
  on,
  least,
  light: colourIn(light, name),
  dark: colourIn(dark, name),
  ratios: [contrast(colourIn(light, name), colourIn(light, on)), contrast(colourIn(dark, name), colourIn(dark, on))],
}))

/** The colours of paper that the pairs above stand on, by name. */
export const papers = new Map([...new Set(judged.map(([, on]) => on))].map((name) => [name, { light: colourIn(light, name), dark: colourIn(dark, name) }]))

/** Steps of the 4 px grid, in pixels. */
export const spaces: readonly { name: string; pixels: number }[] = [...light]
  .filter(([name]) => /^space-\d+$/.test(name))
  .map(([name, value]) => ({ name, pixels: Number.parseFloat(value) * 16 }))

export const sizes: readonly { name: string; value: string }[] = [...light]
  .filter(([name]) => /^(text|target|measure|wide|radius|tip)/.test(name))
  .map(([name, value]) => ({ name, value }))

function valuesIn(text: string): Map<string, string> {
  const declared = text.split(';').map((one) => one.slice(one.indexOf('--') + 2).split(':'))
  return new Map(declared.map(([name = '', ...value]) => [name, value.join(':').trim()]))
}

function colourIn(values: ReadonlyMap<string, string>, name: string): string {
  const value = values.get(name)
  if (value === undefined) throw new Error(`tokens.css has no --${name}`)
  return value
}
