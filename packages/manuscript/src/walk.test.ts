import { toLatin } from '@putokaz/serbian'
import { expect, test } from 'vitest'
import { allBlocks, type Block, headings, type Manuscript, mapText, parseManuscript, plainText, toXhtml, translationOf, withIds, words } from './index.ts'

function read(body: string, { file = 'proba.md', checked = '2026-11-20' } = {}): Manuscript {
  const text = `---
title: { sr-Cyrl: Проба, en: Trial }
summary: { sr-Cyrl: Проба., en: Trial. }
owner: Уредник
checked: ${checked}
nextCheck: 2027-05-20
mark: V
---
${body}`
  const result = parseManuscript(text, { file, kind: 'page' })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

const xhtml = (blocks: Block[]) =>
  toXhtml(blocks, {
    figure: (src) => `../${src}`,
    labels: { kinds: { callout: 'Запамтите' }, marks: { B: 'узорак – проверити' } },
    citation: ({ cites }) => cites.map(({ act, article }) => `${act} ${article ?? ''}`.trim()).join(', '),
  })

test('text is put into Latin, but never code, addresses, marked words or passages in another language', () => {
  const { blocks } = read(
    `Жељко *Њ* \`жаба\` [веза](/sr/жаба) [Сабо]{keep} [Ћао]{lang=mk} <https://жаба.example/>

Љубав
{: lang=mk}

:::figure figures/жаба.svg
Ђак
alt: Џеп
:::`.replace('жаба.svg', 'zaba.svg'),
  )
  const latin = mapText(blocks, toLatin)
  expect(plainText(latin)).toMatch(/^Željko Nj жаба veza Сабо Ћао https:\/\/\S+\n\nЉубав\n\nĐak\nDžep$/)
  expect(JSON.stringify(latin)).toContain('/sr/%D0%B6')
})

test('the table of contents lists sections with their ids', () => {
  const { blocks } = read('## Пут\n\n### *Први* корак\n\n## Пут\n')
  expect(headings(blocks).map(({ id, level, plain }) => [id, level, plain])).toEqual([
    ['put', 2, 'Пут'],
    ['prvi-korak', 3, 'Први корак'],
    ['put-2', 2, 'Пут'],
  ])
})

test('words are counted as a reader meets them', () => {
  const { blocks } = read('Рок је 72 сата – по закону.\n\n- е-пошта\n- [Szabó]{lang=hu}\n\n:::practice C01-P001\n:::\n')
  expect(words(blocks)).toBe(8)
})

test('XHTML keeps ids and languages and tells a mark and a citation once', () => {
  const { blocks } = read(`:::callout
Реч [سلام]{lang=fa dir=rtl} < & >.
:::
{: #rec mark=B cite="ZAPZ 41"}`)
  expect(xhtml(blocks)).toBe(
    `<section class="callout" id="rec"><p class="title">Запамтите</p>` +
      `<p id="rec-1">Реч <span xml:lang="fa" lang="fa" dir="rtl">سلام</span> &lt; &amp; &gt;.</p></section>\n` +
      `<p class="mark">узорак – проверити</p>\n<p class="citation">ZAPZ 41</p>`,
  )
})

test('a translation shows what it lacks, what it adds and what has been checked since', () => {
  const source = read('Један.\n\n## Два\n\n- а\n- б\n\nТри.\n{: checked=2026-11-22}\n')
  const translation = read('One.\n\n## Two\n\n> Quote.\n\nThree.\n', { file: 'proba.en.md', checked: '2026-11-21' })
  expect(translationOf(source, translation)).toEqual([
    { state: 'missing', id: 'p-2', kind: 'list', line: 13 },
    { state: 'extra', id: 'p-2', kind: 'quote', line: 13 },
    { state: 'stale', id: 'p-3', kind: 'paragraph', line: 16 },
  ])
  expect(translationOf(source, source)).toEqual([])
})

test('a drawing with English words is the translation of the same drawing, and of no other', () => {
  const drawn = (name: string) => read(`:::figure figures/${name}\nНатпис.\n\nalt: слика\n:::\n`)
  expect(translationOf(drawn('put.svg'), drawn('put.en.svg'))).toEqual([])
  expect(translationOf(drawn('put.svg'), drawn('kuca.en.svg')).map(({ state }) => state)).toEqual(['missing', 'extra'])
})

test('a file of 3,000 words is read in less than 20 ms', () => {
  const paragraph = `${'Особа се „јавља“ у *одређени* центар. '.repeat(10)}\n{: cite="ZAPZ 41" mark=V}\n\n`
  const body = paragraph.repeat(51)
  expect(words(read(body).blocks)).toBeGreaterThan(3000)
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    read(body)
    return performance.now() - start
  })
  expect(Math.min(...times)).toBeLessThan(20)
})

test('two texts on one page share no id, the passages inside boxes and lists included', () => {
  const { blocks } = read('## Наслов\n\nПрва реченица.\n\n- ставка\n\n:::callout Пазите\nУнутра.\n:::\n')
  const ids = [...allBlocks(withIds(blocks, 'a--')), ...allBlocks(withIds(blocks, 'b--'))].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[ab]--/.test(id))).toBe(true)
})
