import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  checkCard,
  checkCourse,
  checkFacts,
  checkPack,
  factUses,
  type Manuscript,
  type Parsed,
  type Problem,
  parseCourse,
  parseDocumentEntry,
  parseFacts,
  parseGlossary,
  parseManual,
  parseManuscript,
  parsePack,
  parseQuestions,
} from './index.ts'

const cases = fileURLToPath(new URL('../../../conformance/manuscript/', import.meta.url))

const readers: Record<string, (text: string, file: string) => Parsed<unknown>> = {
  unit: (text, file) => parseManuscript(text, { file, kind: 'unit' }),
  news: (text, file) => parseManuscript(text, { file, kind: 'news' }),
  sheet: (text, file) => parseManuscript(text, { file, kind: 'sheet' }),
  card: (text, file) => parseManuscript(text, { file, kind: 'card' }),
  pack: (text, file) => parsePack(text, { file }),
  course: (text, file) => parseCourse(text, { file }),
  questions: (text, file) => parseQuestions(text, { file }),
  manual: (text, file) => parseManual(text, { file }),
  document: (text, file) => parseDocumentEntry(text, { file }),
  glossary: (text, file) => parseGlossary(text, { file }),
  facts: (text, file) => parseFacts(text, { file }),
}

function filesUnder(folder: string): string[] {
  return globSync(`${folder}/**/*.{md,yaml}`, { cwd: cases }).toSorted()
}

function read(text: string, file: string): Parsed<unknown> {
  const reader = readers[file.split('/')[1] ?? '']
  if (!reader) throw new Error(`no reader for ${file}`)
  return reader(text, file)
}

const arrow = /[ \t]*(?:# )?⟵ (.*)$/

/** The text without its marks, and what they announce. */
function marked(file: string): { text: string; expected: string[] } {
  const lines = readFileSync(cases + file, 'utf8').split('\n')
  const expected = lines.flatMap((line, i) => {
    const rules = arrow.exec(line)?.[1]?.split(', ') ?? []
    return rules.map((rule) => `${file}:${i + 1} ${rule}`)
  })
  return { text: lines.map((line) => line.replace(arrow, '')).join('\n'), expected }
}

function told(problems: Problem[]): string[] {
  return problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`).toSorted()
}

const register = {
  acts: new Set(['ZAPZ', 'ZS']),
  areas: new Set(['A1', 'A4']),
  posts: new Set(['R01']),
  courses: new Set(['C01']),
}

/** A file of marked cases that is sound in itself, and what its marks say. */
function sound<T>(file: string, parse: (text: string) => Parsed<T>): { value: T; expected: string[] } {
  const { text, expected } = marked(file)
  const result = parse(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return { value: result.value, expected }
}

describe('a sound file is read into the tree that stands beside it', () => {
  test.each(filesUnder('valid'))('%s', async (file) => {
    const result = read(readFileSync(cases + file, 'utf8'), file)
    expect(result.ok ? [] : result.problems).toEqual([])
    const value = result.ok ? result.value : undefined
    await expect(`${JSON.stringify(value, null, 1)}\n`).toMatchFileSnapshot(`${cases}${file.replace(/\.\w+$/, '')}.json`)
  })
})

describe('a faulty file is refused with every fault on its line', () => {
  test.each(filesUnder('invalid'))('%s', (file) => {
    const { text, expected } = marked(file)
    const result = read(text, file)
    expect(expected).not.toEqual([])
    expect(result.ok ? [] : told(result.problems)).toEqual(expected.toSorted())
  })
})

test.each(['broken', 'to-come'])('what is wrong between the files of the course „%s“ is found on its line', (name) => {
  const files = filesUnder(`courses/${name}`)
  const texts = new Map(files.map((file) => [file, marked(file)]))
  const load = <T>(file: string, parse: (text: string) => Parsed<T>): T => {
    const result = parse(texts.get(file)?.text ?? '')
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    return result.value
  }
  const course = load(`courses/${name}/course.yaml`, (text) => parseCourse(text, { file: `courses/${name}/course.yaml` }))
  const units = new Map<string, Manuscript>()
  for (const file of files.filter((one) => one.endsWith('.md'))) {
    const slug = file.replace(/^.*\/|\.md$/g, '')
    units.set(
      slug,
      load(file, (text) => parseManuscript(text, { file, kind: 'unit' })),
    )
  }
  const questions = files.filter((one) => one.includes('/questions/')).flatMap((file) => load(file, (text) => parseQuestions(text, { file })))
  const expected = [...texts.values()].flatMap((one) => one.expected).toSorted()
  expect(told(checkCourse(course, units, questions, register))).toEqual(expected)
})

test('a passage that names no known fact, or claims more than its facts give, is found on its line', () => {
  const register = parseFacts(marked('facts/facts.yaml').text, { file: 'facts/facts.yaml' })
  const { text, expected } = marked('facts/1-1-rokovi.md')
  const unit = parseManuscript(text, { file: 'facts/1-1-rokovi.md', kind: 'unit' })
  if (!register.ok || !unit.ok) throw new Error(JSON.stringify([register, unit]))
  expect(told(checkFacts(factUses(unit.value), register.value))).toEqual(expected.toSorted())
})

test('what is wrong between the files of a pack is found on its line', () => {
  const folder = 'packs/broken'
  const pack = sound(`${folder}/pack.yaml`, (text) => parsePack(text, { file: `${folder}/pack.yaml` }))
  const course = sound(`${folder}/course.yaml`, (text) => parseCourse(text, { file: `${folder}/course.yaml` }))
  const sheets = filesUnder(folder).filter((file) => file.endsWith('.md'))
  const read = sheets.map((file) => ({ file, ...sound(file, (text) => parseManuscript(text, { file, kind: 'sheet' })) }))
  const named = (isEnglish: boolean) =>
    new Map(read.filter(({ value }) => (value.lang === 'en') === isEnglish).map(({ file, value }) => [file.replace(/^.*\/|(\.en)?\.md$/g, ''), value]))
  const expected = [pack, ...read].flatMap((one) => one.expected).toSorted()
  expect(told(checkPack(pack.value, { source: named(false), english: named(true) }, course.value, register))).toEqual(expected)
})

test.each(['A4', 'A9'])('what is wrong with the card „%s“ is found on its line', (name) => {
  const file = `cards/${name}.md`
  const { value, expected } = sound(file, (text) => parseManuscript(text, { file, kind: 'card' }))
  expect(told(checkCard(value, name, register))).toEqual(expected.toSorted())
})

test('every rule has a case that breaks it', () => {
  const rules = readFileSync(fileURLToPath(new URL('./problem.ts', import.meta.url)), 'utf8').matchAll(/\| '([a-z-]+)'/g)
  const broken = new Set(
    ['invalid', 'courses', 'facts', 'packs', 'cards'].flatMap(filesUnder).flatMap((file) => marked(file).expected.map((line) => line.split(' ')[1])),
  )
  expect([...rules].map((match) => match[1]).filter((rule) => !broken.has(rule))).toEqual([])
  expect(existsSync(`${cases}README.md`)).toBe(true)
})
