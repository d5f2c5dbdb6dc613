// Makes the fonts of Putokaz from the Source and Noto families. How to run it: static/fonts/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import subsetFont from 'subset-font'
import { fontFaces } from './fonts/faces.mjs'
import { fontOf, nameTable, rounded, tablesOf } from './fonts/sfnt.mjs'
import { all, arabicScript, core, coreSerif, wide } from './fonts/signs.mjs'

const { values: options } = parseArgs({
  options: {
    serif: { type: 'string' },
    sans: { type: 'string' },
    fallbacks: { type: 'string', multiple: true, default: ['/usr/share/fonts/truetype'] },
    arabic: { type: 'string', default: '/usr/share/fonts/truetype/noto' },
    out: { type: 'string', default: '.' },
  },
})
if (!options.serif || !options.sans) {
  console.error('Usage: node tools/subset-fonts.mjs --serif <unpacked source-serif> --sans <unpacked source-sans>')
  process.exit(2)
}
const { serif, sans, arabic, out } = options

const text = (set) => String.fromCodePoint(...set)

const webFeatures = ['locl', 'kern', 'ccmp', 'mark', 'mkmk']
const vf = (tilt) => join(sans, `VF/SourceSans3VF-${tilt}.ttf`)
const variable = (tilt) => join(serif, `VAR/SourceSerif4Variable-${tilt}.ttf`)
// 18 is the optical size of our reading text in CSS pixels.
const seriffed = (wght) => ({ wght, opsz: 18 })
const span = { min: 400, max: 600 }

/** name of the file, where from, signs, axes, family, style */
const web = [
  ['serif', variable('Roman'), coreSerif, seriffed(span), 'Putokaz Serif', 'Regular'],
  ['serif-wide', variable('Roman'), wide, seriffed(span), 'Putokaz Serif', 'Regular'],
  ['serif-italic', variable('Italic'), coreSerif, seriffed(400), 'Putokaz Serif', 'Italic'],
  ['serif-italic-wide', variable('Italic'), wide, seriffed(400), 'Putokaz Serif', 'Italic'],
  ['sans', vf('Upright'), core, { wght: span }, 'Putokaz Sans', 'Regular'],
  ['sans-wide', vf('Upright'), wide, { wght: span }, 'Putokaz Sans', 'Regular'],
  ['sans-italic', vf('Italic'), core, { wght: 400 }, 'Putokaz Sans', 'Italic'],
  ['sans-italic-wide', vf('Italic'), wide, { wght: 400 }, 'Putokaz Sans', 'Italic'],
]

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
  tables.set('GPOS', rounded(tables.get('GPOS')))
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

writeFileSync(join(out, 'assets/fonts/fonts.css'), fontFaces({ serif, sans, fallbacks: options.fallbacks }))
