import { qrPicture } from './qr.ts'

interface Given {
  qr?: readonly (readonly boolean[])[]
  figures?: Readonly<Record<string, string>>
  [key: string]: unknown
}

/** The data as templates want it: the QR code is a picture, figures name the fonts at hand, endless words may break. */
export function prepared(json: string): string {
  const { qr, figures, ...rest }: Given = JSON.parse(json)
  return JSON.stringify({
    ...(breakable(rest, '') as object),
    ...(qr && { qrSvg: qrPicture(qr) }),
    ...(figures && { figures: Object.fromEntries(Object.entries(figures).map(withOurFonts)) }),
  })
}

const notForReading = new Set(['href', 'src', 'id', 'verifyUrl', 'addresses'])
const endless = /[^\s\u200b]{40,}/g

/** A word longer than a line gets places (U+200B) where a line may end; it would run off the page. */
function breakable(value: unknown, key: string): unknown {
  if (notForReading.has(key)) return value
  if (typeof value === 'string') return value.replace(endless, (word) => word.replace(/.{20}(?=.)/gu, (part) => `${part}\u200b`))
  if (Array.isArray(value)) return value.map((item) => breakable(item, ''))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, breakable(inner, name)]))
}

function withOurFonts([src, svg]: [string, string]): [string, string] {
  return [src, svg.replaceAll('Source Sans 3', 'Putokaz Sans').replaceAll('Source Serif 4', 'Putokaz Serif')]
}
