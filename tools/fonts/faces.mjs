// The @font-face rules: our files by unicode range, and fallbacks of the reader's system stretched to our metrics,
// so that nothing jumps when the fonts arrive.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tablesOf } from './sfnt.mjs'
import { core, coreSerif, range, shared, wide } from './signs.mjs'

/** Letters and spaces in the proportion in which Serbian and English pages have them. */
const sample = `Особа која је изразила намеру да поднесе захтев за азил јавља се у одређени центар у року од 72 сата.
Полазник чита поглавља, решава задатке и полаже завршни тест; потврда о завршеном курсу има свој број и датум.
Osoba koja je izrazila nameru da podnese zahtev za azil javlja se u određeni centar u roku od 72 sata.
A person who has expressed the intention to seek asylum reports to the assigned centre within 72 hours.`

const fallbacks = [
  ['Putokaz Serif', 'Times', 'normal', 400, ['Times New Roman', 'Liberation Serif'], 'LiberationSerif-Regular'],
  ['Putokaz Serif', 'Times', 'normal', 600, ['Times New Roman Bold', 'Liberation Serif Bold'], 'LiberationSerif-Bold'],
  ['Putokaz Serif', 'Times', 'italic', 400, ['Times New Roman Italic', 'Liberation Serif Italic'], 'LiberationSerif-Italic'],
  ['Putokaz Serif', 'Noto', 'normal', 400, ['Noto Serif'], 'NotoSerif-Regular'],
  ['Putokaz Sans', 'Arial', 'normal', 400, ['Arial', 'Liberation Sans', 'Helvetica'], 'LiberationSans-Regular'],
  ['Putokaz Sans', 'Arial', 'normal', 600, ['Arial Bold', 'Liberation Sans Bold'], 'LiberationSans-Bold'],
  ['Putokaz Sans', 'Roboto', 'normal', 400, ['Roboto'], 'Roboto-Regular'],
]

function metricsOf(font) {
  const tables = tablesOf(font)
  const unitsPerEm = tables.get('head').readUInt16BE(18)
  const hhea = tables.get('hhea')
  const os2 = tables.get('OS/2')
  const typographic = (os2.readUInt16BE(62) & 0x80) !== 0
  const [ascent, descent, gap] = [0, 2, 4].map((at) => (typographic ? os2.readInt16BE(68 + at) : hhea.readInt16BE(4 + at)))
  const glyph = glyphFinder(tables.get('cmap'))
  const hmtx = tables.get('hmtx')
  const last = hhea.readUInt16BE(34) - 1
  const widths = [...sample.replaceAll('\n', ' ')].map((sign) => {
    const id = glyph(sign.codePointAt(0))
    if (id === 0) throw new Error(`${sign} is missing`)
    return hmtx.readUInt16BE(4 * Math.min(id, last))
  })
  const width = widths.reduce((sum, one) => sum + one, 0) / widths.length
  const em = (value) => value / unitsPerEm
  return { ascent: em(ascent), descent: em(-descent), gap: em(gap), width: em(width) }
}

/** OpenType 1.9.1, cmap format 4: segment mapping to delta values. */
function glyphFinder(cmap) {
  const u16 = (at) => cmap.readUInt16BE(at)
  const starts = range(0, u16(2) - 1).map((i) => cmap.readUInt32BE(8 + 8 * i))
  const table = starts.find((start) => u16(start) === 4)
  const segments = u16(table + 6) / 2
  const ends = table + 14
  const firsts = ends + 2 * segments + 2
  return (code) => {
    const segment = range(0, segments - 1).find((i) => u16(ends + 2 * i) >= code)
    const first = u16(firsts + 2 * segment)
    if (first > code) return 0
    const delta = u16(firsts + 2 * (segments + segment))
    const offsetAt = firsts + 2 * (2 * segments + segment)
    if (u16(offsetAt) === 0) return (code + delta) & 0xffff
    const id = u16(offsetAt + u16(offsetAt) + 2 * (code - first))
    return id === 0 ? 0 : (id + delta) & 0xffff
  }
}

function fileNamed(name, folders) {
  for (const folder of folders) {
    const found = readdirSync(folder, { recursive: true }).find((path) => path.endsWith(`${name}.ttf`))
    if (found && existsSync(join(folder, found))) return readFileSync(join(folder, found))
  }
  throw new Error(`${name}.ttf was not found in ${folders.join(', ')}; name its folder with --fallbacks`)
}

const hex = (code) => code.toString(16).toUpperCase()

function unicodeRange(set) {
  const sorted = [...set].sort((a, b) => a - b)
  const runs = []
  for (const code of sorted) {
    const run = runs.at(-1)
    if (run && run[1] === code - 1) run[1] = code
    else runs.push([code, code])
  }
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(', ')
}

function face(family, style, weight, file, signs) {
  return `@font-face {
  font-family: '${family}';
  font-style: ${style};
  font-weight: ${weight};
  font-display: swap;
  src: url('/fonts/${file}.woff2') format('woff2');
  unicode-range: ${unicodeRange(signs)};
}`
}

const percent = (part) => `${(part * 100).toFixed(2)}%`

function fallbackFace([family, kind, style, weight, locals, measured], ours, folders) {
  const target = ours(family, style, weight)
  const size = target.width / metricsOf(fileNamed(measured, folders)).width
  return `@font-face {
  font-family: '${family} ${kind}';
  font-style: ${style};
  font-weight: ${weight};
  src: ${locals.map((name) => `local('${name}')`).join(', ')};
  size-adjust: ${percent(size)};
  ascent-override: ${percent(target.ascent / size)};
  descent-override: ${percent(target.descent / size)};
  line-gap-override: ${percent(target.gap / size)};
}`
}

/** The text of fonts.css: needs the static cuts of both families and the system fonts to measure against. */
export function fontFaces({ serif, sans, fallbacks: folders }) {
  const cuts = {
    'Putokaz Serif normal 400': `${serif}/TTF/SourceSerif4-Regular.ttf`,
    'Putokaz Serif normal 600': `${serif}/TTF/SourceSerif4-Semibold.ttf`,
    'Putokaz Serif italic 400': `${serif}/TTF/SourceSerif4-It.ttf`,
    'Putokaz Sans normal 400': `${sans}/TTF/SourceSans3-Regular.ttf`,
    'Putokaz Sans normal 600': `${sans}/TTF/SourceSans3-Semibold.ttf`,
  }
  const ours = (family, style, weight) => metricsOf(readFileSync(cuts[`${family} ${style} ${weight}`]))
  return `/* Made by tools/subset-fonts.mjs; do not edit.
   Reading: font-family: 'Putokaz Serif', 'Putokaz Serif Times', 'Putokaz Serif Noto', serif;
   Operating: font-family: 'Putokaz Sans', 'Putokaz Sans Arial', 'Putokaz Sans Roboto', sans-serif; */
${[
  face('Putokaz Serif', 'normal', '400 600', 'serif', coreSerif),
  face('Putokaz Serif', 'normal', '400 600', 'sans', shared),
  face('Putokaz Serif', 'normal', '400 600', 'serif-wide', wide),
  face('Putokaz Serif', 'italic', '400', 'serif-italic', coreSerif),
  face('Putokaz Serif', 'italic', '400', 'sans', shared),
  face('Putokaz Serif', 'italic', '400', 'serif-italic-wide', wide),
  face('Putokaz Sans', 'normal', '400 600', 'sans', core),
  face('Putokaz Sans', 'normal', '400 600', 'sans-wide', wide),
  face('Putokaz Sans', 'italic', '400', 'sans-italic', core),
  face('Putokaz Sans', 'italic', '400', 'sans-italic-wide', wide),
  ...fallbacks.map((fallback) => fallbackFace(fallback, ours, folders)),
].join('\n')}
`
}
