/** A README says what the code says, or it is wrong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allReactions } from '../../src/reactions.ts'
import { moduleNames, readModule } from '../../tools/house/read-module.ts'
import { type Label, namesOn, readReadme, wordsOn } from '../../tools/house/read-readme.ts'
import { root } from './support/tree-copy.ts'

const glossary = new Set(
  readFileSync(join(root, 'docs/words.md'), 'utf8')
    .split('\n')
    .map((line) => /^\| \*\*(.+?)\*\*/.exec(line)?.[1] ?? ''),
)

describe.each(moduleNames(root))('the README of %s', (name) => {
  const module = readModule(root, name)
  const readme = readReadme(join(root, 'src/modules', name, 'README.md'))
  const said = (label: Label) => namesOn(readme?.lines.get(label)).sort()

  test('is there, with all of its lines', () => {
    expect(readme?.title).toBe(name)
    expect(readme?.sentence).toMatch(/^\S.+\.$/)
    expect([...(readme?.lines.keys() ?? [])]).toEqual(['Words', 'Door', 'Owns', 'Tells', 'Hears', 'Knows not', 'Start at'])
    expect(readme?.lineCount).toBeLessThanOrEqual(40)
  })

  test('names what the door gives out', () => {
    expect(said('Door')).toEqual([...module.door].sort())
  })

  test('names the tables it owns', () => {
    expect(said('Owns')).toEqual([...module.owns].sort())
  })

  test('names the facts it tells', () => {
    expect(said('Tells')).toEqual([...module.tells].sort())
    expect(module.tells.filter((fact) => !fact.startsWith(`${name}.`))).toEqual([])
  })

  test('names the facts it hears', () => {
    const heard = allReactions.filter((reaction) => reaction.name.startsWith(`${name}.`)).map(({ hears }) => hears)
    expect(said('Hears')).toEqual([...new Set(heard)].sort())
  })

  test('uses words that docs/words.md explains', () => {
    expect(wordsOn(readme?.lines.get('Words')).filter((word) => !glossary.has(word))).toEqual([])
  })

  test('sends the reader to files that are there', () => {
    const files = readme?.lines.get('Start at')?.match(/[\w/.-]+\.(ts|md)/g) ?? []
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => !existsSync(join(root, 'src/modules', name, file)))).toEqual([])
  })
})

describe.each(readdirSync(join(root, 'packages')))('the package %s', (name) => {
  test('has a README of at most 40 lines', () => {
    const readme = readReadme(join(root, 'packages', name, 'README.md'))
    expect(readme?.title).toBe(`@putokaz/${name}`)
    expect(readme?.lineCount).toBeLessThanOrEqual(40)
  })
})

test('every fact that is heard is told by somebody', () => {
  const told = new Set([...moduleNames(root).flatMap((name) => readModule(root, name).tells), ...toldBeside()])
  expect(allReactions.map(({ hears }) => hears).filter((fact) => !told.has(fact))).toEqual([])
})

/** Facts that are told outside of the modules: by the platform, and by the program around them. */
function toldBeside(): string[] {
  const folders = ['src/platform', 'src/backup'].map((folder) => join(root, folder)).filter((folder) => existsSync(folder))
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => readFileSync(file, 'utf8'))
  return sources.flatMap((source) => [...source.matchAll(/kind: '([a-z]+\.[a-z-]+)'/g)].map(([, fact]) => fact ?? ''))
}
