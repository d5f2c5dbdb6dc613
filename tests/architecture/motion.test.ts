/** Motion explains, and whoever asked for none gets none: all that moves stands behind the wish of the reader. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const moving = /(?:^|[\s;{])(transition|animation|scroll-behavior|view-transition-name)[\w-]*\s*:(?!\s*(?:none|auto)\b)/
const allowed = /prefers-reduced-motion:\s*no-preference/

/** Declarations that move something and stand in no block that asks for leave. */
function unasked(css: string): string[] {
  const open: string[] = []
  const found: string[] = []
  for (const [piece = ''] of css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/[^{};]+[{;]?|[{}]/g)) {
    if (piece.endsWith('{')) open.push(piece)
    else if (piece === '}') open.pop()
    else if (moving.test(` ${piece}`) && !open.some((head) => allowed.test(head))) found.push(piece.trim())
  }
  return found
}

const styles = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(css|svelte)$/.test(path) && statSync(join(root, 'src', path)).isFile())
  .map((path) => {
    const text = readFileSync(join(root, 'src', path), 'utf8')
    return { path, css: path.endsWith('.css') ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '') }
  })

test('nothing moves for whoever asked for no motion', () => {
  expect(styles.flatMap(({ path, css }) => unasked(css).map((piece) => `${path}: ${piece}`))).toEqual([])
})

test('something moves for the others, so that the rule above has its subject', () => {
  expect(styles.filter(({ css }) => moving.test(css)).length).toBeGreaterThan(1)
})

test.each([
  ['a transition', '.a { color: red; transition: rotate 1s; }', 1],
  ['an animation in a question about width', '@media (width > 3rem) { .a { animation: turn 1s } }', 1],
  ['a transition with leave', '@media (prefers-reduced-motion: no-preference) { .a { transition: rotate 1s } }', 0],
  ['one after the leave has ended', '@media (prefers-reduced-motion: no-preference) { .a { color: red } } .b { transition: rotate 1s }', 1],
  ['a word in a comment', '/* transition: none */ .a { color: red }', 0],
])('%s is judged', (_what, css, count) => {
  expect(unasked(css)).toHaveLength(count)
})
