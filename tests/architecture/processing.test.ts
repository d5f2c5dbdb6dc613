import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawProcessing } from '../../tools/processing/draw-processing.ts'
import { root } from './support/tree-copy.ts'

test('docs/processing.md says what the modules declare', () => {
  expect(readFileSync(join(root, 'docs/processing.md'), 'utf8')).toBe(drawProcessing())
})

test('it names every module that keeps something of people', () => {
  const drawn = drawProcessing()
  for (const module of ['people', 'learning', 'records', 'certificates', 'notices', 'audit', 'reports']) expect(drawn).toContain(`\n## ${module}\n`)
})
