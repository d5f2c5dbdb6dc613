import { expect, test } from 'vitest'
import type { Institution } from '#modules/institutions/index.ts'
import { byKind, kindInAddress, type TreeLine, treeOf } from './kinds.ts'

const one = (code: string, kind: string, parent?: string): Institution => ({
  ...{ code, form: 'institution', kind, jurisdiction: 'RS', mark: 'V' },
  name: { en: code },
  mandate: { en: '' },
  ...(parent && { parent }),
})

test('kinds stand in the order of the register, each once, with all of its institutions', () => {
  const groups = byKind([one('A', 'ministry'), one('B', 'court'), one('C', 'ministry')], [{ code: 'court', name: { en: 'Courts' } }])
  expect(groups.map(({ kind, institutions }) => [kind.name.en, institutions.map(({ code }) => code)])).toEqual([
    ['ministry', ['A', 'C']],
    ['Courts', ['B']],
  ])
})

test('a kind in an address has neither spaces nor capitals', () => {
  expect([kindInAddress('instance 1'), kindInAddress('NGO')]).toEqual(['instance-1', 'ngo'])
})

test('everybody stands once in the tree, below the body she is part of', () => {
  const shape = (lines: readonly TreeLine[]): unknown => lines.map(({ institution, parts }) => [institution.code, shape(parts)])
  const tree = treeOf([one('KA', 'x', 'UGP'), one('MUP', 'x'), one('UGP', 'x', 'MUP'), one('LOST', 'x', 'NOBODY')])
  expect(shape(tree)).toEqual([
    ['MUP', [['UGP', [['KA', []]]]]],
    ['LOST', []],
  ])
})
