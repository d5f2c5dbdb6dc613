/** Canaries for what ESLint watches: purity, sizes, and what a component may not write. Each piece of text breaks one rule. */
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const eslint = new ESLint({ cwd: root })

async function rulesBroken(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath })
  return (result?.messages ?? []).filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId ?? 'unreadable')
}

const lines = (count: number) => Array.from({ length: count }, (_, number) => `export const a${number} = ${number}`).join('\n')
const longFunction = (count: number) => `export function f() {\n${'  g()\n'.repeat(count - 2)}}\nfunction g() {}`
const nested = (depth: number) => `export function f(a) {\n${'if (a) {'.repeat(depth)} a() ${'}'.repeat(depth)}\n}`
const branches = (count: number) => `export const f = (a) => ${Array.from({ length: count }, (_, n) => `a === ${n} ? ${n} : `).join('')} -1`

const impure = [
  'export const a = () => new Date()',
  'export const a = () => Date.now()',
  'export const a = () => Math.random()',
  'export const a = async (b) => { await b }',
  "export const a = () => fetch('/')",
  'export const a = () => process.env.HOME',
  "export const a = () => console.log('a')",
  'export const a = (b) => setTimeout(b, 1)',
  'export const a = (b) => setInterval(b, 1)',
  "export const a = () => localStorage.getItem('a')",
  "export const a = () => sessionStorage.getItem('a')",
  "export const a = () => indexedDB.open('a')",
  'export const a = () => performance.now()',
  'export const a = () => crypto.randomUUID()',
]

describe.each(['src/modules/people/domain/canary.ts', 'src/kernel/canary.ts', 'packages/serbian/src/canary.ts'])('in %s', (file) => {
  test.each(impure)('purity bites at %s', async (text) => {
    expect(await rulesBroken(file, text)).toContainEqual(expect.stringMatching(/^no-restricted-(globals|syntax)$/))
  })

  test('a day that is given is welcome', async () => {
    expect(await rulesBroken(file, 'export const a = (b) => new Date(b).getTime()')).toEqual([])
  })
})

test.each(['src/modules/people/commands/canary.ts', 'src/modules/people/domain/canary.test.ts'])('purity leaves %s alone', async (file) => {
  expect(
    await rulesBroken(
      file,
      impure.join('\n').replaceAll(/const a/g, () => `const a${counter.next()}`),
    ),
  ).toEqual([])
})
const counter = { at: 0, next: () => counter.at++ }

const sizes: [rule: string, allowed: string, tooMuch: string][] = [
  ['max-lines', lines(300), lines(301)],
  ['max-lines-per-function', longFunction(50), longFunction(51)],
  ['max-depth', nested(3), nested(4)],
  ['max-params', 'export const f = (a, b, c, d) => [a, b, c, d]', 'export const f = (a, b, c, d, e) => [a, b, c, d, e]'],
  ['complexity', branches(14), branches(15)],
]

describe.each(['src/platform/canary.ts', 'packages/xapi/src/canary.ts', 'bin/canary.mjs', 'tools/canary.ts', 'bench/canary.ts'])('in %s', (file) => {
  test.each(sizes)('%s bites, and not too early', async (rule, allowed, tooMuch) => {
    expect(await rulesBroken(file, tooMuch)).toContain(rule)
    expect(await rulesBroken(file, allowed)).not.toContain(rule)
  })
})

test.each([
  ['svelte/no-at-html-tags', `<script lang="ts">\nconst { a }: { a: string } = $props()\n</script>\n<p>{@html a}</p>`],
  ['svelte/no-inline-styles', '<p style="color: red">a</p>'],
  ['svelte/no-inline-styles', `<script lang="ts">\nconst { a }: { a: string } = $props()\n</script>\n<p style:color={a}>a</p>`],
  ['max-lines', '<p>a</p>\n'.repeat(301)],
])('%s bites in a component', async (rule, text) => {
  expect(await rulesBroken('src/ui/Canary.svelte', text)).toContain(rule)
})
