import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allBlocks,
  type Block,
  mapText,
  parseCourse,
  parseDocumentEntry,
  parseGlossary,
  parseManual,
  parseManuscript,
  parseQuestions,
  plainText,
  toXhtml,
  type XhtmlOptions,
} from './index.ts'

const front = `---
title: { sr-Cyrl: Проба }
summary: { sr-Cyrl: Проба. }
owner: Уредник
checked: 2026-11-20
nextCheck: 2027-05-20
mark: V
---
`

const pieces = [
  ...['\n', '\n\n', ' ', '  ', '- ', '1. ', '> ', '## ', '### ', '|', '\n|---|---|\n', '| а | б |\n|---|---|\n| в | г |\n'],
  ...['*', '**', '`', '[', ']', '(', ')', '](/a)', ']{lang=fa dir=rtl}', ']{keep}', '<', '>', '&', '"', "'", '\\', '!['],
  ...['\n{: mark=B}\n', '\n{: lang=ar dir=rtl}\n', '\n{: #rok}\n', '\n:::case Наслов\n', '\n:::\n', '\n:::figure a.svg\n'],
  ...['alt: опис\n', '\n:::dialogue Разговор\n- **Ана:** здраво\n:::\n', '\n:::checklist С\n- а\n:::\n', 'Азил', 'реч', 'x'],
  ...['<b>', '<https://a.example/?a=1&b=2>', '\u0000', '\uFFFF', '\u{1F600}', '\uD800', '„', '“', '---\n', '\t', '\r\n'],
]
const body = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
const options: XhtmlOptions = {
  figure: (src) => `"&<${src}`,
  labels: { kinds: { callout: 'A & B' }, marks: { B: '<проверити>' } },
  citation: ({ cites }) => cites.map(({ act }) => act).join('<'),
}

function blocksOf(text: string): Block[] | undefined {
  const result = parseManuscript(front + text, { file: 'proba.md', kind: 'page' })
  if (!result.ok) expect(result.problems.every(({ line }) => line >= 1)).toBe(true)
  return result.ok ? result.value.blocks : undefined
}

/** Names left open, or the first thing that is not well-formed XML; undefined when all is well. */
function fault(xml: string): string | undefined {
  const open: string[] = []
  const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z:]+="[^"<]*")*)(\/?)>/y
  let at = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? xml.length : next)
    if (/[>"]|&(?!(amp|lt|gt|quot);)|[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) return text
    if (next < 0) break
    tag.lastIndex = next
    const match = tag.exec(xml)
    if (!match || /&(?!(amp|lt|gt|quot);)/.test(match[3] ?? '')) return xml.slice(next, next + 60)
    if (match[1] === '/' && open.pop() !== match[2]) return match[0]
    if (match[1] === '' && match[4] === '') open.push(match[2] ?? '')
    at = tag.lastIndex
  }
  return open.length > 0 ? open.join(' ') : undefined
}

test('whatever is written, reading ends in a tree or in problems with lines', () => {
  let read = 0
  fc.assert(
    fc.property(body, (text) => {
      if (blocksOf(text)) read += 1
    }),
    { numRuns: 1500, seed: 2 },
  )
  expect(read).toBeGreaterThan(100)
})

test('no text breaks out of its place in XHTML', () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...pieces), fc.constant(']]>'))
  const sound = blocksOf('Реч и [веза](/a).\n\n- ставка\n\n:::case Наслов\nТекст.\n:::\n\n| а |\n|---|\n| б |') ?? []
  fc.assert(
    fc.property(word, (text) => {
      expect(
        fault(
          toXhtml(
            mapText(sound, () => text),
            options,
          ),
        ),
      ).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(body, (text) => {
      const blocks = blocksOf(text)
      if (blocks) expect(fault(toXhtml(blocks, options))).toBeUndefined()
    }),
    { numRuns: 1000 },
  )
})

test('ids are unique, and are XML names', () => {
  fc.assert(
    fc.property(body, (text) => {
      const ids = allBlocks(blocksOf(text) ?? []).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((id) => !/^[a-z][a-z0-9-]*$/.test(id))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('mapping text to itself changes nothing, and mapping never touches its argument', () => {
  fc.assert(
    fc.property(body, (text) => {
      const blocks = blocksOf(text) ?? []
      const before = structuredClone(blocks)
      expect(mapText(blocks, (run) => run)).toEqual(blocks)
      mapText(blocks, () => '×')
      expect(blocks).toEqual(before)
      expect(plainText(blocks)).toBe(plainText(before))
    }),
    { numRuns: 300 },
  )
})

test('no YAML throws, whatever list or course it was meant to be', () => {
  const pieces = ['- ', ': ', 'id', '{', '}', '[', ']', '\n', '\n  ', '&a', '*a', '!!set', '"', "'", '|', '>', '#', '%', '__proto__']
  const yaml = fc.array(fc.oneof(fc.constantFrom(...pieces, 'code', 'type: single', 'key: {a: b}'), fc.string())).map((all) => all.join(''))
  fc.assert(
    fc.property(yaml, (text) => {
      for (const parse of [parseCourse, parseQuestions, parseManual, parseDocumentEntry, parseGlossary]) {
        expect(parse(text, { file: 'proba.yaml' }).ok).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})
