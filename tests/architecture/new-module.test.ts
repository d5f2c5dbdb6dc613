/** A second developer adds a module by imitation: what the tool makes must stand by itself from the first minute. */
import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cruise } from '../../tools/house/cruise.ts'
import { type Created, createModule } from '../../tools/new-module/create-module.ts'
import { copyTree, type TreeCopy } from './support/tree-copy.ts'

let copy: TreeCopy
let created: Created

beforeAll(() => {
  copy = copyTree(['tests', 'tools', 'docs', 'bin', 'assets', 'vitest.config.ts', 'biome.json', '.gitignore'])
  const outcome = createModule(copy.folder, 'surveys', '2')
  if ('refusal' in outcome) throw new Error(outcome.refusal)
  created = outcome
  addByHand()
})

afterAll(() => copy.remove())

/** Does what the tool asks a person to do. */
function addByHand(): void {
  const [imported, listed, word] = created.byHand.map(({ line }) => line)
  const file = join(copy.folder, 'src/migrations.ts')
  writeFileSync(file, `${imported}\n${readFileSync(file, 'utf8').replace(/^\]$/m, `${listed}\n]`)}`)
  appendFileSync(join(copy.folder, 'docs/words.md'), `${word}\n`)
  const rules = join(copy.folder, '.dependency-cruiser.mjs')
  writeFileSync(rules, readFileSync(rules, 'utf8').replace(`['courses',`, `['surveys', 'courses',`))
}

interface Run {
  readonly code: number
  readonly said: string
}

function run(program: string, ...args: string[]): Promise<Run> {
  const options = { cwd: copy.folder, maxBuffer: 1e8, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } }
  return new Promise((done) => {
    execFile(process.execPath, [join(copy.folder, 'node_modules', program), ...args], options, (error, out, err) =>
      done({ code: error ? 1 : 0, said: out + err }),
    )
  })
}

test('says what to add by hand', () => {
  expect(created.byHand.map(({ file }) => file)).toEqual(['src/migrations.ts', 'src/migrations.ts', 'docs/words.md', '.dependency-cruiser.mjs'])
  expect(created.files.length).toBeGreaterThan(8)
})

test('breaks no rule of the arrows', async () => {
  const { violations, modules } = await cruise(copy.folder)
  expect(modules.filter(({ source }) => source.startsWith('src/modules/surveys/')).length).toBeGreaterThan(8)
  expect(violations.filter(({ from }) => from.startsWith('src/modules/surveys/'))).toEqual([])
})

test('compiles', async () => {
  const options = { extends: './tsconfig.json', include: ['src/app.d.ts', 'src/modules/surveys'], exclude: [] }
  copy.write('tsconfig.surveys.json', JSON.stringify(options))
  const { said } = await run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.surveys.json')
  expect(said.split('\n').filter((line) => line.includes('surveys'))).toEqual([])
})

test('is formatted as the house is', async () => {
  expect(await run('@biomejs/biome/bin/biome', 'check', 'src/modules/surveys')).toMatchObject({ code: 0 })
})

test('has a README that agrees with it', async () => {
  const { code, said } = await run('vitest/vitest.mjs', 'run', '--project', 'architecture', 'tests/architecture/readmes.test.ts', '-t', 'README of surveys')
  expect(said).toMatch(/7 passed/)
  expect(code).toBe(0)
})

test('passes its own tests, on a real database', { timeout: 120_000 }, async () => {
  const { code, said } = await run('vitest/vitest.mjs', 'run', 'src/modules/surveys')
  expect(said).toMatch(/Test Files.* 2 passed/)
  expect(code).toBe(0)
})

test.each([
  ['People', '0', 'name'],
  ['mentors', '7', 'floor'],
  ['people', '0', 'taken'],
  ['events', '1', 'other-floor'],
  ['notices', '2', 'taken'],
])('is refused as %s on floor %s', (name, floor, refusal) => {
  expect(createModule(copy.folder, name, floor)).toEqual({ refusal })
})

test('a name that the rules know already asks for no line in them', () => {
  const outcome = createModule(copy.folder, 'trainers', '3')
  expect('byHand' in outcome && outcome.byHand.map(({ file }) => file)).toEqual(['src/migrations.ts', 'src/migrations.ts', 'docs/words.md'])
})
