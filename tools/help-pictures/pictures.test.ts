import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pictures } from './pictures.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'static/help-pictures')
const recorded: Record<string, Record<string, { width: number; height: number; said: string }>> = JSON.parse(
  readFileSync(join(root, 'src/routes/[variant=variant]/(read)/help/pictures.json'), 'utf8'),
)
const prefixes = ['sr', 'sr-latn', 'en']
const names = pictures.map(({ name }) => name)
const pages = readdirSync(join(root, 'centre/help'))
const shownOn = (file: string) => [...readFileSync(join(root, 'centre/help', file), 'utf8').matchAll(/^:::figure (.+)$/gm)].map(([, name]) => name ?? '')

describe('Pictures of help', () => {
  test('are there in three variants, small enough for a slow phone, and nothing else is', () => {
    const files = names.flatMap((name) => prefixes.map((prefix) => `${name}.${prefix}.webp`))
    expect(readdirSync(folder).sort(), 'run `npm run help-pictures`').toEqual([...files].sort())
    for (const file of files) expect(statSync(join(folder, file)).size, file).toBeLessThanOrEqual(40 * 1024)
  })

  test('have their size and words on record', () => {
    expect(Object.keys(recorded), 'run `npm run help-pictures`').toEqual(names)
    for (const name of names) expect(Object.keys(recorded[name] ?? {}), name).toEqual(prefixes)
  })

  test('are shown in both languages, and each page shows one that exists', () => {
    for (const ending of ['.en.md', '.md']) {
      const shown = pages.filter((file) => file.endsWith(ending) && (ending === '.en.md' || !file.endsWith('.en.md'))).flatMap(shownOn)
      expect(shown.sort(), ending).toEqual([...names].sort())
    }
  })
})
