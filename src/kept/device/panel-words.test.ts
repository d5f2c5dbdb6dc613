import { describe, expect, test } from 'vitest'
import type { Entry } from '../contract.ts'
import type { KeptRecord } from './kept-record.ts'
import { panelOf, refusalSaid, type Situation, sizeSaid } from './panel-words.ts'

const entry: Entry = { kind: 'course', code: 'C01', title: { en: 'Introduction' }, version: '1.2.0', size: 4_210_000, files: [] }
const record: KeptRecord = { ...entry, key: 'course/C01', at: '2026-11-23T10:00:00.000Z' }
const kept: Situation = { is: 'kept', record, offer: entry, isNewer: false, missing: 0 }
const deeds = (situation: Situation) => panelOf(situation, 'sr-Cyrl').deeds.map(({ deed }) => deed)

describe('a panel', () => {
  test('says the size before anything is taken', () => {
    const { line } = panelOf({ is: 'offered', offer: entry }, 'sr-Cyrl')
    expect(line).toContain('4,2\u00a0MB')
    expect(deeds({ is: 'offered', offer: entry })).toEqual(['keep'])
  })

  test('says „kept“ with version and day, and ends with one dot', () => {
    expect(panelOf(kept, 'sr-Cyrl').line).toBe('Сачувано: верзија 1.2.0, 23.\u00a0новембар 2026.')
    expect(panelOf(kept, 'sr-Latn').line).toBe('Sačuvano: verzija 1.2.0, 23.\u00a0novembar 2026.')
    expect(panelOf(kept, 'en').line).toBe('Kept: version 1.2.0, 23\u00a0November 2026.')
    expect(panelOf({ ...kept, record: { ...record, kind: 'manual' } }, 'sr-Cyrl').line).toContain('издање 1.2.0')
  })

  test('never says „kept“ of what is not whole', () => {
    const lost = panelOf({ ...kept, missing: 12_000 }, 'en')
    expect(lost.line).not.toMatch(/^Kept/)
    expect(lost.deeds.map(({ deed }) => deed)).toEqual(['keep', 'remove'])
    expect(panelOf({ is: 'partly', entry, bytes: 2_000_000 }, 'en').line).toContain('not finished')
  })

  test('offers a newer version beside the kept one', () => {
    const newer: Situation = { ...kept, offer: { ...entry, version: '1.3.0' }, isNewer: true }
    expect(panelOf(newer, 'en').line).toMatch(/^Kept: version 1\.2\.0.*newer version: 1\.3\.0/)
    expect(deeds(newer)).toEqual(['keep', 'remove'])
    expect(panelOf({ ...kept, isNewer: true }, 'en').line).toContain('practice questions')
    const tool: Situation = { ...kept, record: { ...record, kind: 'tool' }, isNewer: true }
    expect(panelOf(tool, 'en').line).toMatch(/^Kept: version 1\.2\.0.*program of the tool/)
  })

  test('lets nobody keep without a network, nor take off what the worker needs', () => {
    expect(deeds({ is: 'not-asked' })).toEqual([])
    expect(deeds({ ...kept, record: { ...record, kind: 'centre' } })).toEqual([])
  })

  test('shows how far it is, never more than all', () => {
    expect(panelOf({ is: 'running', entry, bytes: 2_105_000 }, 'en').share).toBe(0.5)
    expect(panelOf({ is: 'running', entry, bytes: 9_000_000 }, 'en').share).toBe(1)
  })

  test('says why it stopped, and how much room is needed', () => {
    expect(refusalSaid('room', 1_240_000, 'en')).toContain('1.2\u00a0MB')
    const said = (['network', 'damaged', 'gone', 'stopped', 'unwritten', 'room'] as const).map((refusal) => refusalSaid(refusal, 1_240_000, 'sr-Cyrl'))
    expect(new Set(said).size).toBe(6)
  })
})

test.each([
  [1, '1\u00a0kB'],
  [48_200, '48\u00a0kB'],
  [999_400, '999\u00a0kB'],
  [1_240_000, '1,2\u00a0MB'],
  [10_700_000_000, '10,7\u00a0GB'],
])('%i bytes are %s', (bytes, said) => {
  expect(sizeSaid(bytes, 'sr-Cyrl')).toBe(said)
})
