/** The glossary of the product is sorted, and leads to files that are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './support/tree-copy.ts'

const rows = readFileSync(join(root, 'docs/words.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \| (.+?) \| \[.+\]\(\.\.\/(.+?)\) \|$/.exec(line)?.slice(1))
  .filter((row) => row !== undefined)

test('there are words, each once, in alphabetical order', () => {
  const words = rows.map(([word]) => word)
  expect(words.length).toBeGreaterThan(60)
  expect(words).toEqual([...new Set(words)].sort())
})

test('a word is explained in one sentence or two', () => {
  expect(rows.filter(([, meaning = '']) => !/^[A-Z].*\.$/.test(meaning) || meaning.length > 160).map(([word]) => word)).toEqual([])
})

test('every word leads to a file that is there', () => {
  expect(rows.filter(([, , , , file = '']) => !existsSync(join(root, file))).map(([word, , , , file]) => `${word}: ${file}`)).toEqual([])
})

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...under('docs')]

function under(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`)
}

test.each(documents)('the links of %s lead somewhere', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/```[\s\S]*?```|`[^`]*`/g, '')
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '')
  expect(links.filter((link) => !existsSync(join(root, dirname(document), decodeURI(link))))).toEqual([])
})

/** Paths in backticks that begin at the top of the repository. */
test.each(documents)('the paths named in %s are there', (document) => {
  const paths = [
    ...readFileSync(join(root, document), 'utf8').matchAll(/`((?:src|packages|tests|tools|bin|bench|centre|conformance|docs|assets|static)\/[^`\s*<…]+)`/g),
  ].map((match) => match[1] ?? '')
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
