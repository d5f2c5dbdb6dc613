import { allBlocks, type Block, parseManuscript, plainText } from '@putokaz/manuscript'
import { expect, test } from 'vitest'
import { shownLine, shownText } from './shown-text.ts'

function blocksOf(body: string): Block[] {
  const front =
    '---\ntitle: { sr-Cyrl: Проба, en: Trial }\nsummary: { sr-Cyrl: Проба., en: A trial. }\nowner: Уредник\nchecked: 2026-11-20\nnextCheck: 2027-05-20\nmark: V\n---\n\n'
  const read = parseManuscript(front + body, { file: 'proba.md', kind: 'chapter' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value.blocks
}

const source = blocksOf('## Наслов\n\nПрва реченица.\n\n- ставка\n\n:::callout Пазите\nУнутра.\n:::\n')
const english: Block[] = source.map((block) => ({ ...block, lang: 'en' }))

test('an English reader gets the translation where there is one, and the source named as such where there is none', () => {
  expect(shownText({ blocks: source, english }, 'en')).toEqual({ blocks: english, variant: 'en' })
  expect(shownText({ blocks: source }, 'en')).toEqual({ blocks: source, variant: 'sr-Cyrl' })
})

test('a reader of Latin gets the source in Latin, the same places included', () => {
  const shown = shownText({ blocks: source, english }, 'sr-Latn')
  expect(plainText(shown.blocks)).not.toMatch(/[\u0400-\u04ff]/)
  expect(allBlocks(shown.blocks).map(({ id }) => id)).toEqual(allBlocks(source).map(({ id }) => id))
})

test('a line keeps what is marked to be kept', () => {
  expect(shownLine({ 'sr-Cyrl': 'Приручник [Szabó]{lang=hu}' }, 'sr-Latn')).toEqual({ text: 'Priručnik Szabó', variant: 'sr-Latn' })
})
