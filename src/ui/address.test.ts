import { describe, expect, test } from 'vitest'
import { address, prefixOf, sameInOther, variantOf } from './address.ts'

describe('addresses of pages', () => {
  test('the front page of a variant is its bare prefix', () => {
    expect(address('sr-Cyrl', '/')).toBe('/sr')
    expect(address('sr-Latn', '')).toBe('/sr-latn')
  })

  test('a path follows the prefix, with or without its first stroke', () => {
    expect(address('en', '/courses/C01')).toBe('/en/courses/C01')
    expect(address('sr-Cyrl', 'search?q=азил')).toBe('/sr/search?q=азил')
  })

  test('the same place in another variant keeps the query', () => {
    const url = new URL('https://app.putokaz.test/sr/search?q=%D0%B0%D0%B7%D0%B8%D0%BB&page=2')
    expect(sameInOther(url, 'sr-Latn')).toBe('/sr-latn/search?q=%D0%B0%D0%B7%D0%B8%D0%BB&page=2')
    expect(sameInOther(new URL('https://app.putokaz.test/sr'), 'en')).toBe('/en')
  })

  test('an address without a prefix leads to the front page', () => {
    expect(sameInOther(new URL('https://app.putokaz.test/lost/and/found'), 'en')).toBe('/en')
  })

  test('prefix and variant are each other’s inverse', () => {
    for (const variant of ['sr-Cyrl', 'sr-Latn', 'en'] as const) expect(variantOf(prefixOf(variant))).toBe(variant)
    expect(variantOf('xapi')).toBeUndefined()
  })
})
