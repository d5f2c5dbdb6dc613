import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { firstDays, helpContents, helpReaders, helpSlugs, readersOf } from './help-contents.ts'

const files = readdirSync(join(import.meta.dirname, '../../../../centre/help'))

describe('The contents of help', () => {
  test('name every page that is written, and no other, each in both languages', () => {
    const written = helpSlugs.flatMap((slug) => [`${slug}.en.md`, `${slug}.md`])
    expect(written.sort()).toEqual([...files].sort())
  })

  test('give each reader tasks and one sheet for the first day', () => {
    for (const reader of helpReaders) {
      expect(helpContents[reader].length, reader).toBeGreaterThan(1)
      expect(firstDays.filter(({ readers }) => readers.includes(reader)).length, reader).toBe(1)
    }
  })

  test('say whose a page is, also where several share it', () => {
    expect(readersOf('print-codes')).toEqual(['trainer', 'focal-point', 'coordinator'])
    expect(readersOf('first-day-focal-point')).toEqual(['focal-point'])
    expect(readersOf('nothing')).toEqual([])
  })
})
