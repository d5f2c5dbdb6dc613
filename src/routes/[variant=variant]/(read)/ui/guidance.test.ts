import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { variants } from '#kernel/localized.ts'
import { guidanceFor } from './guidance.ts'

const screens = ['home', 'unit', 'course', 'type']
const shown = readdirSync(new URL('shows', import.meta.url)).map((file) => file.replace('.svelte', ''))

test.each(shown.filter((name) => !screens.includes(name)))('%s says in each variant how it is used and how not', (name) => {
  const said = variants.map((variant) => guidanceFor(name, variant))
  expect(said.every((one) => one !== undefined && one.use.length > 15 && one.avoid.length > 10)).toBe(true)
  expect(new Set(said.map((one) => one?.use)).size).toBe(variants.length)
})
