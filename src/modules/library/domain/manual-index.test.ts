import { type Block, parseManuscript } from '@putokaz/manuscript'
import { expect, test } from 'vitest'
import { indexOf } from './manual-index.ts'
import { termFinder } from './term-links.ts'

const term = (id: string, cyrillic: string) => ({
  id,
  term: { 'sr-Cyrl': cyrillic, en: id },
  also: [],
  definition: { 'sr-Cyrl': 'Објашњење.', en: 'Meaning.' },
  mark: 'V' as const,
  areas: ['A1'],
})
const finder = termFinder([term('azil', 'азил'), term('stranac', 'странац'), term('tortura', 'тортура')], 'sr-Cyrl')

function blocksOf(body: string): Block[] {
  const front = [
    '---',
    'title: { sr-Cyrl: "Проба" }',
    'summary: { sr-Cyrl: "Проба" }',
    'owner: { sr-Cyrl: Уредник }',
    'checked: 2026-11-01',
    'nextCheck: 2027-05-01',
  ]
  const read = parseManuscript([...front, 'mark: practice', '---', '', body, ''].join('\n'), { file: '01-proba.md', kind: 'chapter' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value.blocks
}

test('a term is found in each section once, at the passage that names it first', () => {
  const first = blocksOf('Увод о странцу.\n\n## Азил\n\nПрво нешто друго.\n\nО азилу.\n{: #o-azilu}\n\nОпет азил.')
  const second = blocksOf('## Ко долази\n\n- странци\n- и још странаца')
  expect(indexOf([first, second].map((blocks) => ({ blocks, finder })))).toEqual([
    {
      term: 'stranac',
      places: [
        { chapter: 0, block: 'p-1' },
        { chapter: 1, block: 'p-1', section: { id: 'ko-dolazi', title: 'Ко долази' } },
      ],
    },
    { term: 'azil', places: [{ chapter: 0, block: 'azil', section: { id: 'azil', title: 'Азил' } }] },
  ])
})

test('of many places those that speak of it most are named, in the order of reading', () => {
  const sections = Array.from({ length: 9 }, (_, i) => `## Одељак ${i + 1}\n\n${'Азил. '.repeat(i === 8 ? 3 : i === 1 ? 2 : 1)}`)
  const [azil] = indexOf([{ blocks: blocksOf(sections.join('\n\n')), finder }])
  expect(azil?.places.map(({ section }) => section?.title)).toEqual(['Одељак 1', 'Одељак 2', 'Одељак 3', 'Одељак 4', 'Одељак 5', 'Одељак 9'])
})

test('what the manual does not speak of is not in its index', () => {
  expect(indexOf([{ blocks: blocksOf('Ничег нема.'), finder }])).toEqual([])
})
