import { describe, expect, test } from 'vitest'
import { englishStem } from './english.ts'

describe('The stem of an English word', () => {
  const families = [
    'asylum',
    'procedure procedures',
    'right rights',
    'law laws',
    'seeker seekers',
    'train training trained trains',
    'interview interviews interviewing interviewed',
    'refugee refugees',
    'authority authorities',
    'centre centres',
    'protect protects protected protecting protection',
    'detain detained detaining',
    'decide decides decided deciding',
    'case cases',
    'refer referred referring refers',
    'process processes processing processed',
    'identify identifies identified',
    'status',
    'child',
    'plan plans planned planning',
    'translate translates translated translating translation',
    'need needs needed',
    'care cares',
    'move moves moved moving',
    'use uses used using',
    'agency agencies',
  ]
  for (const family of families) {
    test(`is one for „${family}“`, () => {
      expect([...new Set(family.split(' ').map(englishStem))]).toHaveLength(1)
    })
  }

  test('is another for another word', () => {
    expect(new Set(families.map((family) => englishStem(family.split(' ')[0] ?? ''))).size).toBe(families.length)
    expect(englishStem('refugee')).not.toBe(englishStem('refuge'))
    expect(englishStem('thing')).toBe('thing')
    expect(englishStem('азил')).toBe('азил')
    expect(englishStem('a1')).toBe('a1')
  })
})
