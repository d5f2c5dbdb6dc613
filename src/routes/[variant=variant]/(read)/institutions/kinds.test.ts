import { expect, test } from 'vitest'
import type { Institution } from '#modules/institutions/index.ts'
import { byKind, kindInAddress } from './kinds.ts'

const one = (code: string, kind: string): Institution => ({
  code,
  name: { en: code },
  kind: { code: kind, name: { en: kind } },
  mandate: { en: '' },
  mark: 'V',
})

test('kinds stand in the order of the register, each once, with all of its institutions', () => {
  const groups = byKind([one('A', 'ministry'), one('B', 'court'), one('C', 'ministry')])
  expect(groups.map(({ kind, institutions }) => [kind.code, institutions.map(({ code }) => code)])).toEqual([
    ['ministry', ['A', 'C']],
    ['court', ['B']],
  ])
})

test('a kind in an address has neither spaces nor capitals', () => {
  expect([kindInAddress('instance 1'), kindInAddress('NGO')]).toEqual(['instance-1', 'ngo'])
})
