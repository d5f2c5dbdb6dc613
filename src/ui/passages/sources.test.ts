import type { Block, Mark, Origin } from '@putokaz/manuscript'
import { describe, expect, test } from 'vitest'
import { noteOf, plainText, runsOf } from './sources.ts'

const origin = (mark: Mark, more: Partial<Origin> = {}): Origin => ({ cites: [], mark, ...more })
const paragraph = (id: string, from: Origin): Block => ({ kind: 'paragraph', text: [{ kind: 'text', text: id }], id, origin: from })
const heading = (id: string, from: Origin): Block => ({ kind: 'heading', level: 2, text: [], id, origin: from })

describe('notes beside passages', () => {
  test('what was seen in a source needs no mark, what was not seen does', () => {
    expect(noteOf(origin('V'))).toBeUndefined()
    expect(noteOf(origin('D'))).toBeUndefined()
    expect(noteOf(origin('B'))?.mark).toBe('check')
    expect(noteOf(origin('check'))?.mark).toBe('check')
    expect(noteOf(origin('practice'))?.mark).toBe('practice')
    expect(noteOf(origin('I'))?.mark).toBe('sample')
  })

  test('a citation is told with its day, and the day alone is not', () => {
    expect(noteOf(origin('V', { cites: [{ act: 'ZAPZ' }], asOf: '2026-11-01' }))?.asOf).toBe('2026-11-01')
    expect(noteOf(origin('V', { asOf: '2026-11-01' }))).toBeUndefined()
    expect(noteOf(origin('practice', { asOf: '2026-11-01' }))?.asOf).toBeUndefined()
  })

  test('what is to be checked always says from when it is', () => {
    expect(noteOf(origin('check', { asOf: '2026-11-01' }))?.asOf).toBe('2026-11-01')
    expect(noteOf(origin('B', { asOf: '2026-11-01' }))?.asOf).toBe('2026-11-01')
  })

  test('neighbours with one note are told once, and every marked passage stays under a mark', () => {
    const blocks = [paragraph('a', origin('practice')), paragraph('b', origin('practice')), paragraph('c', origin('V'))]
    const runs = runsOf(blocks)
    expect(runs.map((run) => run.blocks.length)).toEqual([2, 1])
    expect(runs.map((run) => run.note?.mark)).toEqual(['practice', undefined])
  })

  test('after a heading the note is told again, because a section is read alone', () => {
    const p = origin('practice')
    const runs = runsOf([paragraph('a', p), heading('h', p), paragraph('b', p)])
    expect(runs.map((run) => run.note?.mark)).toEqual(['practice', undefined, 'practice'])
  })

  test('inside a box only what differs from the box is told', () => {
    const runs = runsOf([paragraph('a', origin('I')), paragraph('b', origin('B'))], noteOf(origin('I')))
    expect(runs.map((run) => run.note?.mark)).toEqual([undefined, 'check'])
  })

  test('a practice question carries no note of its own', () => {
    const question: Block = { kind: 'practice', question: 'C00-P001', id: 'q', origin: origin('practice') }
    expect(runsOf([paragraph('a', origin('practice')), question]).map((run) => run.note?.mark)).toEqual(['practice', undefined])
  })

  test('plain text of inlines keeps every word', () => {
    expect(
      plainText([
        { kind: 'text', text: 'рок од ' },
        { kind: 'strong', children: [{ kind: 'code', text: '72' }] },
      ]),
    ).toBe('рок од 72')
  })
})
