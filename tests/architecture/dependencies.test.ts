/** Every package has its reason in a record of decisions, and an exact version. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const taken: Record<string, string> = { ...dependencies, ...devDependencies, ...optionalDependencies }
const records = readdirSync(join(root, 'docs/decisions')).sort()
const read = (record: string) => readFileSync(join(root, 'docs/decisions', record), 'utf8')

test('every package has its reason, and every reason its package', () => {
  const given = [...read('0018-dependencies.md').matchAll(/^\| `([^`]+)` \| \S.+ \|$/gm)].map((match) => match[1])
  expect(given.toSorted()).toEqual(Object.keys(taken).sort())
})

test('versions are exact', () => {
  expect(Object.entries(taken).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('there are records of decisions, numbered without gaps', () => {
  expect(records.length).toBeGreaterThan(11)
  expect(records.map((name) => name.slice(0, 4))).toEqual(records.map((_, index) => String(index + 1).padStart(4, '0')))
})

describe.each(records)('the record %s', (name) => {
  const text = read(name)

  test('has a date, a status and its three parts', () => {
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`))
    expect(text).toMatch(/^Date: \d{4}-\d\d-\d\d · Status: (accepted|superseded by \[\d{4}\]\(.+\))$/m)
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences'])
  })

  test('is one page', () => {
    expect(text.split(/\s+/).length).toBeLessThan(900)
  })
})
