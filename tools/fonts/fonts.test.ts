import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import subsetFont from 'subset-font'
import { describe, expect, test } from 'vitest'
import { tablesOf } from './sfnt.mjs'

const root = resolve(import.meta.dirname, '../..')
const screen = (name: string) => resolve(root, `static/fonts/${name}.woff2`)

/** Tags of the features that a font applies to Serbian in Cyrillic (OpenType 1.9.1, GSUB: ScriptList, FeatureList). */
async function serbianFeatures(file: string): Promise<string[]> {
  const font = await subsetFont(readFileSync(file), undefined, { keepAllGlyphs: true, targetFormat: 'truetype' })
  const gsub: Buffer | undefined = tablesOf(font).get('GSUB')
  if (!gsub) return []
  const records = (at: number) =>
    Array.from({ length: gsub.readUInt16BE(at) }, (_, i) => ({
      tag: gsub.toString('latin1', at + 2 + 6 * i, at + 6 + 6 * i),
      offset: gsub.readUInt16BE(at + 6 + 6 * i),
    }))
  const scripts = gsub.readUInt16BE(4)
  const features = gsub.readUInt16BE(6)
  const cyrillic = records(scripts).find(({ tag }) => tag === 'cyrl')
  if (!cyrillic) return []
  const script = scripts + cyrillic.offset
  const serbian = records(script + 2).find(({ tag }) => tag === 'SRB ')
  if (!serbian) return []
  const language = script + serbian.offset
  const indices = Array.from({ length: gsub.readUInt16BE(language + 4) }, (_, i) => gsub.readUInt16BE(language + 6 + 2 * i))
  return indices
    .map((index) => records(features)[index])
    .filter((feature) => feature !== undefined && gsub.readUInt16BE(features + feature.offset + 2) > 0)
    .map((feature) => feature?.tag ?? '')
}

test('a first page needs at most 45 kB of fonts', () => {
  expect(statSync(screen('serif')).size + statSync(screen('sans')).size).toBeLessThanOrEqual(45_000)
})

describe('the Serbian letter shapes are in', () => {
  test.each(['serif', 'sans', 'serif-italic', 'sans-italic'])('%s.woff2', async (name) => {
    expect(await serbianFeatures(screen(name))).toContain('locl')
  })
  test.each(['PutokazSerif-Italic', 'PutokazSerif-Regular', 'PutokazSans-Italic', 'PutokazTitle-Semibold'])('%s.ttf', async (name) =>
    expect(await serbianFeatures(resolve(root, `assets/fonts/${name}.ttf`))).toContain('locl'),
  )
})

test('the rules name only files that are there', () => {
  const rules = readFileSync(resolve(root, 'assets/fonts/fonts.css'), 'utf8')
  const files = [...rules.matchAll(/url\('\/fonts\/([\w-]+)\.woff2'\)/g)].map(([, name]) => name ?? '')
  expect(new Set(files).size).toBe(8)
  for (const name of files) expect(statSync(screen(name)).size).toBeGreaterThan(1000)
})

test('a modified font does not carry the reserved name', () => {
  const names: Buffer = tablesOf(readFileSync(resolve(root, 'assets/fonts/PutokazSerif-Regular.ttf'))).get('name')
  const words = Buffer.from(names.subarray(names.readUInt16BE(4)))
  expect(words.swap16().toString('utf16le')).toMatch(/Putokaz Serif(?!.*Source Serif)/s)
})
