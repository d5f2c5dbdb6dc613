import { expect, test } from 'vitest'
import { preferredVariant } from './variant-address.ts'

test.each([
  ['what she chose before wins', 'en', 'sr-RS', 'en'],
  ['a Serbian browser reads Cyrillic', undefined, 'sr-RS,sr;q=0.9,en;q=0.8', 'sr-Cyrl'],
  ['a browser in Serbian Latin reads Latin', undefined, 'sr-Latn-RS,en', 'sr-Latn'],
  ['a Croatian browser reads Latin', undefined, 'hr-HR,hr;q=0.9', 'sr-Latn'],
  ['English comes before what we have not', undefined, 'fr-FR,en;q=0.5', 'en'],
  ['nothing we know leads to Cyrillic', undefined, 'ja', 'sr-Cyrl'],
  ['a forged choice is no choice', '../../evil', undefined, 'sr-Cyrl'],
])('%s', (_, chosen, accept, expected) => {
  expect(preferredVariant(chosen, accept)).toBe(expected)
})
