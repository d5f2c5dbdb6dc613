import { describe, expect, test } from 'vitest'
import { facetValues, fits } from './facets.ts'

const shelf = [
  { areas: ['A1', 'A4'], type: 'manual', languages: ['sr', 'en'] },
  { areas: ['A4'], type: 'guide', languages: ['sr'] },
  { areas: ['A2'], type: 'figure', languages: ['sr'] },
]

describe('narrowing a shelf', () => {
  test('keeps what fits every condition', () => {
    expect(shelf.filter((item) => fits(item, { area: 'A4', language: 'en' }))).toEqual([shelf[0]])
    expect(shelf.filter((item) => fits(item, {}))).toEqual(shelf)
  })

  test('counts what each value would leave under the other conditions', () => {
    expect(facetValues(shelf, { area: 'A4' }, 'type')).toEqual([
      { value: 'manual', count: 1, chosen: false },
      { value: 'guide', count: 1, chosen: false },
    ])
  })

  test('does not narrow a facet by itself, so that one can go over to its other values', () => {
    expect(facetValues(shelf, { type: 'guide' }, 'type').map(({ value }) => value)).toEqual(['manual', 'guide', 'figure'])
  })

  test('keeps a chosen value in sight when it leads to nothing, so that it can be taken away', () => {
    expect(facetValues(shelf, { area: 'A2', type: 'guide' }, 'type')).toContainEqual({ value: 'guide', count: 0, chosen: true })
  })
})
