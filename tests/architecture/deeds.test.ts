/** Every deed that is noted in the audit log has its sentence in both languages, and every sentence its deed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deedKey } from '#modules/audit/index.ts'
import { root } from './support/tree-copy.ts'

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('texts/'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }))

/** Deeds as they stand in the code: `deed: 'module.what-happened'`, also one of two. */
function deedsIn(text: string): string[] {
  return [...text.matchAll(/\bdeed(?:: | = )([^,}\n]+)/g)].flatMap(([, said = '']) => [...said.matchAll(/'([a-z]+\.[a-z-]+)'/g)].map(([, deed = '']) => deed))
}

/** Deeds whose end is put together in the code. */
const composed = ['added', 'changed', 'removed', 'taken-back'].map((what) => `institutions.entry-${what}`)

const inCode = [...new Set([...sources.flatMap(({ text }) => deedsIn(text)), ...composed])].sort()
const textsIn = (variant: string): Record<string, string> => JSON.parse(readFileSync(join(root, 'src/texts', variant, 'audit.json'), 'utf8'))

test('deeds are found in the code', () => {
  expect(inCode.length).toBeGreaterThan(40)
  expect(inCode).toContain('people.role-granted')
})

test('no other deed is put together in the code', () => {
  const put = sources.flatMap(({ path, text }) => [...text.matchAll(/\bdeed: `[^`]*`/g)].map(([found]) => `${path}: ${found}`))
  expect(put.map((found) => found.split(':')[0])).toEqual(['modules/institutions/commands/save-entry.ts'])
})

test.each(['sr-Cyrl', 'en'])('every deed has its sentence in %s', (variant) => {
  const texts = textsIn(variant)
  expect(inCode.filter((deed) => !/^\p{Lu}.*\.$/u.test(texts[deedKey(deed)] ?? ''))).toEqual([])
})

test('every sentence has its deed', () => {
  const keys = new Set(inCode.map(deedKey))
  const modules = new Set(inCode.map((deed) => deed.split('.')[0] ?? ''))
  const isOfDeed = (key: string) => [...modules].some((name) => new RegExp(`^${name}[A-Z]`).test(key))
  expect(Object.keys(textsIn('sr-Cyrl')).filter((key) => isOfDeed(key) && !keys.has(key))).toEqual([])
})
