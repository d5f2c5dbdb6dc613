/** Colours as `#rrggbb`, and how well they are told apart. */
export type Colour = string

const written = /^#[0-9a-f]{6}$/

export function isColour(text: string): boolean {
  return written.test(text)
}

/** WCAG 2.2, „contrast ratio“: (L1 + 0.05) / (L2 + 0.05). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** WCAG 2.2, „relative luminance“. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour).map((byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A colour with a share of another in it, 0 to 1. */
export function mixed(colour: Colour, other: Colour, share: number): Colour {
  const into = partsOf(other)
  const bytes = partsOf(colour).map((byte, at) => Math.round(byte + ((into[at] ?? 0) - byte) * share))
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function partsOf(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
