/** Text for people is never in code: it stands in the catalogues, where it can be read, translated and put right. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serbianInScript, wordsInComponent } from './support/people-text.ts'
import { root } from './support/tree-copy.ts'

/** Files whose Serbian is their subject, each with the reason. */
const exempt: [path: RegExp, reason: string][] = [
  [/^packages\/serbian\/src\//, 'tables of letters, words and exceptions of the language'],
  [/^src\/start\/demo-accounts\.ts/, 'names of invented persons'],
  [/^src\/platform\/pdf\/example\.ts/, 'invented content for tests of the setting'],
  [/^src\/modules\/library\/domain\/alphabet\.ts/, 'the letters of the alphabet'],
  [/admin\/backup\/\+page\.svelte: npx putokaz /, 'commands to be typed, the same in every language'],
  [/^src\/cli\.ts: \nExamples:/, 'an invented name in the examples of the command line'],
  [/^src\/routes\/\[variant=variant\]\/\(read\)\/ui\//, 'invented content that shows the components'],
]

/** Words that are the same for every reader. */
const allowed = ['src/ui/VariantSwitch.svelte: Ћир', 'src/ui/VariantSwitch.svelte: илица']

const found = ['src', 'packages', 'bin']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.(ts|mjs|svelte)$/.test(path) && !/node_modules|^src\/texts\/generated|\.test\.ts$|\/test\//.test(path))
  .flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return (path.endsWith('.svelte') ? wordsInComponent(text) : serbianInScript(text)).map((words) => `${path}: ${words}`)
  })

test('text for people stands in the catalogues', () => {
  expect(found.filter((place) => !allowed.includes(place) && !exempt.some(([subject]) => subject.test(place)))).toEqual([])
})

test('every exemption is still needed', () => {
  expect(allowed.filter((place) => !found.includes(place))).toEqual([])
  expect(exempt.filter(([subject]) => !found.some((place) => subject.test(place)))).toEqual([])
})

test.each([
  ['a text', "const a = 'Сачувано'"],
  ['a text in Latin letters', "const a = 'Sačuvano'"],
  ['a template', ['const a = `Сачувано у $', '{time}`'].join('')],
])('%s in a script is found', (_what, text) => {
  expect(serbianInScript(text)).toHaveLength(1)
})

test('comments and patterns in a script are left alone', () => {
  expect(serbianInScript('/** „Сачувано“ */ const a = /[а-ш]/')).toEqual([])
})

test.each([
  ['a word in the markup', '<p>Saved</p>'],
  ['a name for assistive technology', '<nav aria-label="Menu"></nav>'],
  ['a picture told in words', '<img src="a.png" alt="A road" />'],
  ['Serbian in an expression', "<p>{true ? 'Да' : ''}</p>"],
  ['Serbian in a script', `<script lang="ts">\nconst a: string = 'Да'\n</script>\n<p>{a}</p>`],
])('%s of a component is found', (_what, text) => {
  expect(wordsInComponent(text)).toHaveLength(1)
})

test('classes, addresses and signs of a component are left alone', () => {
  expect(wordsInComponent('<a class="card wide" href="/sr">→ 1</a>')).toEqual([])
})
