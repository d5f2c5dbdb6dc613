import { isMap } from 'yaml'
import { gapKey, idsOf, matchingKey, multipleKey, orderingKey, refuseOptionCount, singleKey } from './answer-keys.ts'
import type { Cite, Localized, Mark } from './document.ts'
import { answer, cites, day, id, localized, mark, refuseTwins } from './fields.ts'
import type { Parsed } from './problem.ts'
import * as yaml from './yaml-nodes.ts'
import { type At, fail, listOf, mapOf, oneOf, type Read, record, shaped } from './yaml-nodes.ts'

/** Something to choose, match or order. */
export type Choice = { id: string; text: Localized }

/** Something to choose; its feedback is shown to who chose it. */
export type OptionSource = Choice & { feedback?: Localized }

/** What every question has. `passage` is where the answer stands: a unit, optionally a passage in it. */
export type QuestionBase = {
  file: string
  line: number
  id: string
  use: 'practice' | 'graded'
  chapter: string
  outcome: string
  difficulty: 1 | 2 | 3
  passage: { unit: string; id?: string }
  mark: Mark
  cites: Cite[]
  fact?: string
  source?: string
  asOf?: string
  prompt: Localized
  feedback: Localized
}

/** The answer key of each type, with what it is asked about. */
export type Answering =
  | { type: 'single'; options: OptionSource[]; key: string }
  | { type: 'multiple'; options: OptionSource[]; key: string[] }
  | { type: 'truefalse'; key: boolean }
  | { type: 'matching'; left: Choice[]; right: Choice[]; key: Record<string, string> }
  | { type: 'ordering'; items: Choice[]; key: string[] }
  | { type: 'shorttext'; key: string[] }
  | { type: 'numeric'; unit?: Localized; key: { value: number; tolerance: number } }
  | { type: 'gaptext'; text: Localized; key: Record<string, string[]> }

export type QuestionSource = QuestionBase & Answering

export type QuestionType = QuestionSource['type']

const difficulty: Read<1 | 2 | 3> = (node, at) => yaml.integer(1, 3)(node, at) as 1 | 2 | 3 | undefined

const passage: Read<{ unit: string; id?: string }> = (node, at) => {
  const value = shaped(/^[a-z0-9]+(-[a-z0-9]+)*(#[a-z0-9-]+)?$/)(node, at)
  const [unit = '', passageId] = value?.split('#') ?? []
  return value === undefined ? undefined : { unit, ...(passageId === undefined ? {} : { id: passageId }) }
}

const required = {
  id: shaped(/^[A-Z][A-Z0-9]*-[PG]\d{3,}$/, 'bad-id'),
  use: oneOf('practice', 'graded'),
  type: yaml.text,
  chapter: id,
  outcome: id,
  difficulty,
  passage,
  mark,
  prompt: localized,
  feedback: localized,
}
const optional = { cite: cites, fact: yaml.text, source: yaml.text, asOf: day }

const choices = listOf(record({ id, text: localized }, {}), 2)
const options = listOf(record({ id, text: localized }, { feedback: localized }))
const answers = listOf(answer, 1)
const anyNumber = yaml.number(-1e12, 1e12)
const ids = listOf(id, 1)

const types = {
  single: record({ ...required, options, key: id }, optional),
  multiple: record({ ...required, options, key: ids }, optional),
  truefalse: record({ ...required, key: yaml.flag }, optional),
  matching: record({ ...required, left: choices, right: choices, key: mapOf(id) }, optional),
  ordering: record({ ...required, items: choices, key: ids }, optional),
  shorttext: record({ ...required, key: answers }, optional),
  numeric: record({ ...required, key: record({ value: anyNumber, tolerance: yaml.number(0, 1e12) }, {}) }, { ...optional, unit: localized }),
  gaptext: record({ ...required, text: localized, key: mapOf(answers) }, optional),
}

type Raw = { [T in keyof typeof types]: ReturnType<(typeof types)[T]> & { type: T } }[keyof typeof types]

const question: Read<QuestionSource> = (node, at) => {
  const named = isMap(node) ? node.get('type', true) : undefined
  const type = String(named?.value)
  if (!Object.hasOwn(types, type)) {
    const line = named ? at.lineOf(named) : at.line
    return fail({ ...at, line }, named ? 'bad-value' : 'missing-key', `type: ${type}`)
  }
  const raw = types[type as keyof typeof types](node, at) as Raw | undefined
  if (!raw) return undefined
  refuseUse(raw, at)
  refuseKey(raw, at)
  const { cite, ...rest } = raw
  return { ...rest, cites: cite ?? [], file: at.sheet.file, line: at.line }
}

/** An item is practice or graded for life, and its number says which. */
function refuseUse(raw: Raw, at: At): void {
  const letter = raw.use === 'practice' ? 'P' : 'G'
  if (!raw.id.includes(`-${letter}`)) fail(lineOf(at, 'id'), 'id-and-use', `${raw.id}: ${raw.use}`)
  const isUnconfirmed = raw.mark === 'B' || raw.mark === 'check'
  if (raw.use === 'graded' && isUnconfirmed) fail(lineOf(at, 'mark'), 'graded-on-unconfirmed', raw.id)
}

function lineOf(at: At, key: string): At {
  return { ...at, line: at.sheet.lines[`${at.path}.${key}`] ?? at.line }
}

function refuseKey(raw: Raw, at: At): void {
  const path = (key: string) => `${at.path}.${key}`
  switch (raw.type) {
    case 'single':
    case 'multiple':
      refuseTwins(idsOf(raw.options), at, path('options'))
      if (raw.type === 'single') singleKey(raw, at)
      else multipleKey(raw, at)
      refuseOptionCount(raw, at)
      break
    case 'matching':
      refuseTwins(idsOf(raw.left), at, path('left'))
      refuseTwins(idsOf(raw.right), at, path('right'))
      matchingKey(raw, at)
      break
    case 'ordering':
      refuseTwins(idsOf(raw.items), at, path('items'))
      orderingKey(raw, at)
      break
    case 'gaptext':
      gapKey(raw, at)
      break
    default:
  }
}

const list: Read<QuestionSource[]> = (node, at) => {
  const read = listOf(question, 1)(node, at)
  if (read) refuseTwins(idsOf(read), at, '')
  return read
}

/** Reads a YAML list of questions. */
export function parseQuestions(text: string, { file }: { file: string }): Parsed<QuestionSource[]> {
  return yaml.parseYaml(text, file, list)
}
