/** `docs/security.md` answers every requirement, and what it names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
const wanted = readFileSync(join(root, 'conformance/asvs/levels-1-and-2.csv'), 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => /^V[\d.]+/.exec(line)?.[0] ?? [])
/** `| V1.1.1 | what | answer |` */
const rows = [...text.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, id = '', , answer = '']) => ({ id, answer: answer.trim() }))
/** `| SEC-01 | attack | suites | hole |` */
const attacks = [...text.matchAll(/^\| (SEC-\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, id = '', , suites = '', holes = '']) => ({
  id,
  suites,
  holes,
}))
const catalogue =
  'SEC-01 SEC-02 SEC-03 SEC-04 SEC-05 SEC-06 SEC-10 SEC-11 SEC-12 SEC-13 SEC-14 SEC-15 SEC-20 SEC-21 SEC-22 SEC-30 SEC-31 SEC-33 SEC-35 SEC-38 SEC-40 SEC-41 SEC-42 SEC-43 SEC-60 SEC-61 SEC-62 SEC-63 SEC-65'

/** Files named in an answer, each with the words of the test that it quotes. */
function evidence(answer: string): { file: string; title: string | undefined }[] {
  return [...answer.matchAll(/`([\w./[\]-]+\.(?:ts|svelte|json|yaml|conf|service|md|mjs))`(?:: “([^”]+)”)?/g)].map(([, file = '', title]) => ({ file, title }))
}

test('every requirement of the chapters is answered once', () => {
  expect(wanted.length).toBeGreaterThan(180)
  expect(rows.map(({ id }) => id)).toEqual(wanted)
})

test('an answer is a test, or a reason in words', () => {
  const bare = rows.filter(({ answer }) => !/^(Reason|Not built|Deviation): .{15,}/.test(answer) && evidence(answer).every(({ title }) => title === undefined))
  expect(bare.map(({ id }) => id)).toEqual([])
})

describe('what an answer names', () => {
  test.each([...rows, ...attacks.map(({ id, suites }) => ({ id, answer: suites }))])('$id', ({ answer }) => {
    for (const { file, title } of evidence(answer)) {
      expect(existsSync(join(root, file)), file).toBe(true)
      if (title !== undefined) expect(readFileSync(join(root, file), 'utf8')).toContain(title)
    }
  })
})

test('every attack of the catalogue has its suite and its hole', () => {
  expect(attacks.map(({ id }) => id)).toEqual(catalogue.split(' '))
  const holes = readdirSync(join(root, 'tests/security/holes')).filter((name) => name.endsWith('.json'))
  const sown = new Set(holes.map((name) => JSON.parse(readFileSync(join(root, 'tests/security/holes', name), 'utf8')).suite as string))
  expect(attacks.filter(({ id, suites }) => !sown.has(id) || evidence(suites).length === 0).map(({ id }) => id)).toEqual([])
})

test('every hole stands where it says, once, and names tests that are there', () => {
  const folder = join(root, 'tests/security/holes')
  for (const name of readdirSync(folder)) {
    const hole = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { file: string; find: string; tests: string[] }
    expect([name, readFileSync(join(root, hole.file), 'utf8').split(hole.find).length]).toEqual([name, 2])
    for (const file of hole.tests) expect(existsSync(join(root, file)), file).toBe(true)
  }
})
