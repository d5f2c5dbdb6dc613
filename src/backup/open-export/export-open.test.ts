import { existsSync, globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Manuscript, type ProseKind, parseGlossary, parseManuscript, parsePack, parseQuestions, parseTool, plainText } from '@putokaz/manuscript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { loadCentre } from '../../centre/load-centre.ts'
import { exportOpen } from './export-open.ts'

const written = join(import.meta.dirname, '../../../centre')
let app: TestApp
let place: string
let folder: string

beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, written)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  place = await mkdtemp(join(tmpdir(), 'putokaz-open-export-'))
  folder = join(place, 'open')
  const made = await exportOpen(app, folder)
  if (!made.ok) throw new Error(made.refusal)
}, 120_000)
afterAll(async () => {
  await app.close()
  await rm(place, { recursive: true, force: true })
})

const exported = (path: string) => readFile(join(folder, path), 'utf8')

async function manuscript(path: string, kind: ProseKind): Promise<Manuscript> {
  const read = parseManuscript(await readFile(path, 'utf8'), { file: path, kind })
  if (!read.ok) throw new Error(`${path} ${JSON.stringify(read.problems)}`)
  return read.value
}

/** What is said, and what each passage rests on. */
const saidBy = ({ blocks }: Manuscript) => ({ text: plainText(blocks), passages: blocks.map(({ id, origin }) => ({ id, ...origin })) })

describe("a trainer's pack that is handed over", () => {
  const packs = globSync('courses/*/trainer-pack', { cwd: written })

  test('has the agenda of its authors, and every sheet in both languages', async () => {
    expect(packs.length).toBeGreaterThan(0)
    for (const one of packs) {
      const course = one.split('/')[1] ?? ''
      const read = async (file: string) => {
        const pack = parsePack(await readFile(file, 'utf8'), { file: 'pack.yaml' })
        if (!pack.ok) throw new Error(JSON.stringify(pack.problems))
        const { lines: _, ...rest } = pack.value
        return rest
      }
      expect(await read(join(folder, 'packs', course, 'pack.yaml'))).toEqual(await read(join(written, one, 'pack.yaml')))
      const sheets = globSync('*.md', { cwd: join(written, one) })
      expect(globSync('*.md', { cwd: join(folder, 'packs', course) }).sort()).toEqual(sheets.sort())
    }
  })

  test('has sheets that can be read again, with the same words, marks and sources', async () => {
    for (const one of packs) {
      for (const sheet of globSync('*.md', { cwd: join(written, one) })) {
        const again = await manuscript(join(folder, 'packs', one.split('/')[1] ?? '', sheet), 'sheet')
        const source = await manuscript(join(written, one, sheet), 'sheet')
        expect(saidBy(again)).toEqual(saidBy(source))
        if (!sheet.endsWith('.en.md')) expect(again.front).toEqual(source.front)
      }
    }
  })
})

test('every pocket card is handed over in both languages, and says what it said', async () => {
  const cards = globSync('*.md', { cwd: join(written, 'library/cards') })
  expect(cards).toHaveLength(14)
  expect(globSync('*.md', { cwd: join(folder, 'cards') }).sort()).toEqual(cards.sort())
  for (const card of cards)
    expect(saidBy(await manuscript(join(folder, 'cards', card), 'card'))).toEqual(saidBy(await manuscript(join(written, 'library/cards', card), 'card')))
})

test('questions are handed over with keys, facts, sources and days, as their authors wrote them', async () => {
  const files = globSync('courses/*/questions/*.yaml', { cwd: written })
  const read = async (path: string) => {
    const questions = parseQuestions(await readFile(path, 'utf8'), { file: basename(path) })
    if (!questions.ok) throw new Error(`${path} ${JSON.stringify(questions.problems)}`)
    return questions.value.map(({ file: _, line: __, ...rest }) => rest)
  }
  for (const [course, own] of Map.groupBy(files, (path) => path.split('/')[1] ?? '')) {
    const before = (await Promise.all(own.map((path) => read(join(written, path))))).flat().sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(await read(join(folder, 'questions', `${course}.yaml`))).toEqual(before)
  }
})

test('every field tool is handed over by version, as it can be read again', async () => {
  const read = async (path: string) => {
    const tool = parseTool(await readFile(path, 'utf8'), { file: basename(path) })
    if (!tool.ok) throw new Error(`${path} ${JSON.stringify(tool.problems)}`)
    const { file: _, lines: __, ...rest } = tool.value
    return rest
  }
  const files = globSync('tools/*.yaml', { cwd: written })
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) {
    const tool = await read(join(written, file))
    expect(await read(join(folder, 'tools', tool.slug, `${tool.version}.yaml`))).toEqual(tool)
  }
})

test('terms, standing pages, help and news are handed over too', async () => {
  const terms = async (path: string) => {
    const read = parseGlossary(await readFile(path, 'utf8'), { file: 'glossary.yaml' })
    return read.ok ? read.value.map(({ line: _, ...rest }) => rest) : read.problems
  }
  expect(await terms(join(folder, 'glossary.yaml'))).toEqual(await terms(join(written, 'glossary.yaml')))
  for (const kind of ['pages', 'news', 'help']) {
    const there = join(folder, kind === 'help' ? 'pages/help' : kind)
    const missing = globSync('*.md', { cwd: join(written, kind) }).filter((file) => !existsSync(join(there, file)))
    expect([kind, missing]).toEqual([kind, []])
  }
})

test('a schema beside them says what stands in a pack and at the head of sheets and cards', async () => {
  const heads = async (pattern: string) => {
    const files = globSync(pattern, { cwd: folder })
    expect(files.length).toBeGreaterThan(0)
    return Promise.all(files.map(async (file) => parse((await exported(file)).split(/^---$/m)[1] ?? '') as object))
  }
  const packs = await Promise.all(globSync('packs/*/pack.yaml', { cwd: folder }).map(async (file) => parse(await exported(file)) as object))
  for (const [name, things] of [
    ['pack', packs],
    ['sheet', await heads('packs/*/*.md')],
    ['card', await heads('cards/*.md')],
  ] as const) {
    const schema = JSON.parse(await exported(`schemas/manuscript.${name}.schema.json`)) as Schema
    expect(things.flatMap((thing) => misfits(thing, schema, name))).toEqual([])
  }
  expect(misfits({ title: 'само текст' }, JSON.parse(await exported('schemas/manuscript.card.schema.json')) as Schema, 'card')).not.toEqual([])
})

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly enum?: readonly string[]
}

/** As much of JSON Schema as these schemas use. */
function misfits(value: unknown, schema: Schema, at: string): string[] {
  if (schema.enum) return schema.enum.includes(String(value)) ? [] : [at]
  if (Array.isArray(value)) return schema.type === 'array' ? value.flatMap((item, i) => misfits(item, schema.items ?? {}, `${at}.${i}`)) : [at]
  if (value === null || typeof value !== 'object') return schema.type === (Number.isInteger(value) ? 'integer' : typeof value) ? [] : [at]
  if (schema.type !== 'object') return [at]
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`)
  const wrong = Object.entries(value).flatMap(([name, inside]) => {
    const known = schema.properties?.[name] ?? schema.additionalProperties
    return typeof known === 'object' ? misfits(inside, known, `${at}.${name}`) : [`${at}.${name} is unknown`]
  })
  return [...missing, ...wrong]
}
