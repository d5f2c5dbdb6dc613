import { type Colour, contrast, mixed } from '#kernel/colour.ts'
import { done, type Result, refuse } from '#kernel/result.ts'

/** The colours that follow from the accent: names of tokens without their dashes. */
export interface Palette {
  readonly house: Colour
  readonly 'house-strong': Colour
  readonly band: Colour
  readonly 'band-edge': Colour
  readonly board: Colour
  readonly focus: Colour
}

export interface Palettes {
  readonly light: Palette
  readonly dark: Palette
}

/** What the colours of the house lie on or under, as in `ui/styles/tokens.css`; a test holds the two together. */
export const grounds = {
  light: {
    papers: ['#fcfcf8', '#ffffff', '#eff3ee', '#e9f1f9', '#e6f3e8', '#fff3d4', '#fdecea'],
    onBand: ['#ffffff', '#d5e6e1'],
  },
  dark: {
    papers: ['#0f1716', '#16201f', '#1a2625', '#13263a', '#11291b', '#2d2409', '#3a1719'],
    onBand: ['#ffffff', '#c9ddd7'],
  },
} as const

/** The first colours, as in `tokens.css`. */
export const firstPalettes: Palettes = {
  light: { house: '#0b4a4d', 'house-strong': '#063436', band: '#0b4346', 'band-edge': '#8fb3ad', board: '#0b4346', focus: '#063436' },
  dark: { house: '#96dacd', 'house-strong': '#bdece3', band: '#0a2a2c', 'band-edge': '#7fa39d', board: '#14575a', focus: '#ffd777' },
}

/** WCAG 1.4.3 (AA). */
export const leastContrast = 4.5
/** What we derive ourselves for dark screens: as the tokens, WCAG 1.4.6 (AAA). */
const derivedContrast = 7
const [black, white] = ['#000000', '#ffffff']

/** All colours that follow from an accent; the first ones without it. On dark screens its light and dark shades stand in. */
export function accentPalette(accent: Colour | null): Palettes {
  if (accent === null) return firstPalettes
  const { light, dark } = grounds
  const houseInDark = until(accent, white, (shade) => worst(shade, dark.papers) >= derivedContrast)
  const bandInDark = until(mixed(accent, black, 0.4), black, (shade) => worst(shade, dark.onBand) >= derivedContrast * 1.5)
  return {
    light: {
      house: accent,
      'house-strong': mixed(accent, black, 0.3),
      band: accent,
      'band-edge': light.onBand[1],
      board: accent,
      focus: mixed(accent, black, 0.3),
    },
    dark: {
      house: houseInDark,
      'house-strong': mixed(houseInDark, white, 0.4),
      band: bandInDark,
      'band-edge': dark.onBand[1],
      board: accent,
      focus: '#ffd777',
    },
  }
}

export interface Unreadable {
  /** The worst ratio that the colour reaches on what it lies on or under. */
  readonly ratio: number
  /** The nearest darker shade of the same colour that can be read everywhere. */
  readonly suggestion: Colour
}

/** Whether a colour can be read wherever the accent stands: on every paper, and under the words on the band. */
export function checkAccent(accent: Colour): Result<null, Unreadable> {
  const ratio = reach(accent)
  if (ratio >= leastContrast) return done(null)
  return refuse({ ratio: Math.floor(ratio * 100) / 100, suggestion: until(accent, black, (shade) => reach(shade) >= leastContrast) })
}

/** On light paper and under light words the accent itself is used; on dark paper its light shade is. */
function reach(accent: Colour): number {
  const { light, dark } = accentPalette(accent)
  return Math.min(
    worst(light.house, [...grounds.light.papers, ...grounds.light.onBand]),
    worst(dark.house, grounds.dark.papers),
    worst(dark.band, grounds.dark.onBand),
    worst(dark.board, grounds.dark.onBand.slice(0, 1)),
  )
}

function worst(colour: Colour, others: readonly Colour[]): number {
  return Math.min(...others.map((other) => contrast(colour, other)))
}

/** The first shade on the way from a colour to another that is good enough. */
function until(colour: Colour, towards: Colour, good: (shade: Colour) => boolean): Colour {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(colour, towards, share)
    if (good(shade)) return shade
  }
  return towards
}
