// Makes the fonts of Putokaz from the Source and Noto families. How to run it: static/fonts/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import subsetFont from 'subset-font'

const { values: options } = parseArgs({
  options: {
    serif: { type: 'string' },
    sans: { type: 'string' },
    arabic: { type: 'string', default: '/usr/share/fonts/truetype/noto' },
    out: { type: 'string', default: '.' },
  },
})
if (!options.serif || !options.sans) {
  console.error('Usage: node tools/subset-fonts.mjs --serif <unpacked source-serif> --sans <unpacked source-sans>')
  process.exit(2)
}
const { serif, sans, arabic, out } = options

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const codes = (text) => [...text].map((sign) => sign.codePointAt(0))
const serbian = 'АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ'

/** What a Serbian or English page is written with. */
const core = new Set([
  ...range(0x20, 0x7e),
  ...codes(`${serbian}${serbian.toLowerCase()}ČĆĐŠŽčćđšž„“”‚‘’–—…·×°§№€→←↑↓✓•\u00a0\u2009\u2011\u202f`),
])

/** Names and phrases of the neighbours: other Latin and Cyrillic alphabets, rarer signs. A file of its own, on demand. */
const wide = new Set([
  ...range(0xa1, 0x17f),
  ...range(0x218, 0x21b),
  ...range(0x300, 0x304),
  ...range(0x306, 0x30c),
  ...[0x30f, 0x311, 0x326, 0x327, 0x328],
  ...range(0x400, 0x45f),
  ...[0x490, 0x491],
  ...range(0x2012, 0x203a),
  ...range(0x2070, 0x2089),
  ...[0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25a0, 0x25a1, 0x25cf, 0x2610, 0x2611, 0x2713],
])
for (const code of core) wide.delete(code)

/** Arabic, Farsi, Pashto and Urdu phrases in printed manuals. */
const arabicScript = new Set([
  ...range(0x20, 0x7e),
  ...range(0x600, 0x6ff),
  ...codes('\u00a0\u200c\u200d\u200e\u200f«»…'),
])

const text = (set) => String.fromCodePoint(...set)

const webFeatures = ['locl', 'kern', 'ccmp', 'mark', 'mkmk', 'liga']
const vf = (tilt) => join(sans, `VF/SourceSans3VF-${tilt}.ttf`)
const variable = (tilt) => join(serif, `VAR/SourceSerif4Variable-${tilt}.ttf`)
// 18 is the optical size of our reading text in CSS pixels.
const seriffed = (wght) => ({ wght, opsz: 18 })
const span = { min: 400, max: 600 }

/** name of the file, where from, signs, axes, family, style */
const web = [
  ['serif', variable('Roman'), core, seriffed(span), 'Putokaz Serif', 'Regular'],
  ['serif-wide', variable('Roman'), wide, seriffed(span), 'Putokaz Serif', 'Regular'],
  ['serif-italic', variable('Italic'), core, seriffed(400), 'Putokaz Serif', 'Italic'],
  ['serif-italic-wide', variable('Italic'), wide, seriffed(400), 'Putokaz Serif', 'Italic'],
  ['sans', vf('Upright'), core, { wght: span }, 'Putokaz Sans', 'Regular'],
  ['sans-wide', vf('Upright'), wide, { wght: span }, 'Putokaz Sans', 'Regular'],
  ['sans-italic', vf('Italic'), core, { wght: 400 }, 'Putokaz Sans', 'Italic'],
  ['sans-italic-wide', vf('Italic'), wide, { wght: 400 }, 'Putokaz Sans', 'Italic'],
]

const all = new Set([...core, ...wide])
const cut = (name) => join(serif, `TTF/SourceSerif4${name}.ttf`)
// Printed text stands at 9–11 pt: the cut drawn for that size is SmText.
const print = [
  ['PutokazSerif-Regular', cut('SmText-Regular'), all, 'Putokaz Serif', 'Regular'],
  ['PutokazSerif-Italic', cut('SmText-It'), all, 'Putokaz Serif', 'Italic'],
  ['PutokazSerif-Semibold', cut('SmText-Semibold'), all, 'Putokaz Serif', 'Semibold'],
  ['PutokazSerif-SemiboldItalic', cut('SmText-SemiboldIt'), all, 'Putokaz Serif', 'Semibold Italic'],
  ['PutokazTitle-Regular', cut('Display-Regular'), all, 'Putokaz Title', 'Regular'],
  ['PutokazTitle-Semibold', cut('Display-Semibold'), all, 'Putokaz Title', 'Semibold'],
  ['PutokazSans-Regular', join(sans, 'TTF/SourceSans3-Regular.ttf'), all, 'Putokaz Sans', 'Regular'],
  ['PutokazSans-Italic', join(sans, 'TTF/SourceSans3-It.ttf'), all, 'Putokaz Sans', 'Italic'],
  ['PutokazSans-Semibold', join(sans, 'TTF/SourceSans3-Semibold.ttf'), all, 'Putokaz Sans', 'Semibold'],
  ['NotoNaskhArabic-Regular', join(arabic, 'NotoNaskhArabic-Regular.ttf'), arabicScript],
  ['NotoNaskhArabic-Bold', join(arabic, 'NotoNaskhArabic-Bold.ttf'), arabicScript],
]

function tablesOf(font) {
  const tables = new Map()
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i
    const start = font.readUInt32BE(at + 8)
    tables.set(font.toString('latin1', at, at + 4), font.subarray(start, start + font.readUInt32BE(at + 12)))
  }
  return tables
}

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

function checksum(bytes) {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}

// OpenType 1.9.1, "Organization of an OpenType Font": directory sorted by tag, tables on 4-byte bounds.
function fontOf(tables) {
  const tags = [...tables.keys()].sort()
  const power = 2 ** Math.floor(Math.log2(tags.length))
  const head = Buffer.from(tables.get('head'))
  head.writeUInt32BE(0, 8)
  tables.set('head', head)
  const directory = Buffer.alloc(12 + 16 * tags.length)
  directory.writeUInt32BE(0x00010000, 0)
  directory.writeUInt16BE(tags.length, 4)
  directory.writeUInt16BE(power * 16, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((tags.length - power) * 16, 10)
  let start = directory.length
  const bodies = tags.map((tag, i) => {
    const body = padded(tables.get(tag))
    const at = 12 + 16 * i
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(checksum(body), at + 4)
    directory.writeUInt32BE(start, at + 8)
    directory.writeUInt32BE(tables.get(tag).length, at + 12)
    start += body.length
    return body
  })
  const font = Buffer.concat([directory, ...bodies])
  const headAt = 12 + 16 * tags.indexOf('head')
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, font.readUInt32BE(headAt + 8) + 8)
  return font
}

function nameTable(names) {
  const entries = Object.entries(names).map(([id, value]) => [Number(id), Buffer.from(value, 'utf16le').swap16()])
  const records = Buffer.alloc(6 + 12 * entries.length)
  records.writeUInt16BE(entries.length, 2)
  records.writeUInt16BE(records.length, 4)
  let offset = 0
  entries.forEach(([id, value], i) => {
    ;[3, 1, 0x409, id, value.length, offset].forEach((field, k) => {
      records.writeUInt16BE(field, 6 + 12 * i + 2 * k)
    })
    offset += value.length
  })
  return Buffer.concat([records, ...entries.map(([, value]) => value)])
}

const copyright = 'Copyright 2010-2023 Adobe (http://www.adobe.com/). Modified for Putokaz: subset and renamed.'

// OFL 1.1 §3: a modified version may not use the reserved name, which for these families is "Source".
function namesFor(family, style, full) {
  const plain = style === 'Regular' || style === 'Italic'
  const names = {
    1: plain ? family : `${family} ${style.replace(' Italic', '')}`,
    2: style.includes('Italic') ? 'Italic' : 'Regular',
    4: `${family} ${style}`,
    6: `${family}-${style}`.replaceAll(' ', ''),
  }
  if (!full) return names
  const described = { 0: copyright, ...names, 13: 'SIL Open Font License 1.1', 14: 'https://openfontlicense.org' }
  return plain ? described : { ...described, 16: family, 17: style }
}

async function subset(file, signs, axes, features) {
  const font = await subsetFont(readFileSync(file), text(signs), {
    targetFormat: 'truetype',
    ...(features && { keepFeatures: features }),
    ...(axes && { variationAxes: axes }),
    noHinting: true,
    dropTables: ['STAT', 'MVAR', 'DSIG', 'meta'],
  })
  return tablesOf(font)
}

/** A weight range whose kerning is that of its regular cut: the varying kerning would cost 3.5 kB and nobody sees it. */
async function withRegularKerning(file, signs, axes) {
  const tables = await subset(file, signs, axes, webFeatures)
  const regular = await subset(file, signs, { ...axes, wght: 400 }, webFeatures)
  if (!tables.get('maxp').subarray(0, 6).equals(regular.get('maxp').subarray(0, 6))) throw new Error('glyphs differ')
  return tables.set('GPOS', regular.get('GPOS')).set('GDEF', regular.get('GDEF'))
}

async function makeWeb([name, file, signs, axes, family, style]) {
  const varies = typeof axes.wght === 'object'
  const tables = varies ? await withRegularKerning(file, signs, axes) : await subset(file, signs, axes, webFeatures)
  tables.set('name', nameTable({ ...namesFor(family, style, false), ...(varies && { 256: 'Weight' }) }))
  if (varies) {
    const fvar = Buffer.from(tables.get('fvar'))
    fvar.writeUInt16BE(256, fvar.readUInt16BE(4) + 18)
    tables.set('fvar', fvar)
  }
  const woff2 = await subsetFont(fontOf(tables), undefined, { keepAllGlyphs: true, targetFormat: 'woff2' })
  writeFileSync(join(out, 'static/fonts', `${name}.woff2`), woff2)
  return [`${name}.woff2`, woff2.length]
}

async function makePrint([name, file, signs, family, style]) {
  const tables = await subset(file, signs)
  if (family) tables.set('name', nameTable(namesFor(family, style, true)))
  const font = fontOf(tables)
  writeFileSync(join(out, 'assets/fonts', `${name}.ttf`), font)
  return [`${name}.ttf`, font.length]
}

mkdirSync(join(out, 'static/fonts'), { recursive: true })
mkdirSync(join(out, 'assets/fonts'), { recursive: true })
for (const [make, list] of [
  [makeWeb, web],
  [makePrint, print],
]) {
  for (const item of list) console.log((await make(item)).join('  '))
}
