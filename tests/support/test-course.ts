/** A small course for tests: two chapters of one unit, eight graded questions of every type, canaries in every key and feedback. */
import { type Parsed, parseCourse, parseManuscript, parseQuestions } from '@putokaz/manuscript'
import type { PersonId } from '#kernel/id.ts'
import { courseByCode, type PublishedCourse, publishCourse } from '#modules/courses/index.ts'
import { addPerson } from '#modules/people/index.ts'
import { publishQuestions, type Response } from '#modules/questions/index.ts'
import type { App } from '#platform/app.ts'

const file = 'test-course'

export interface CourseShape {
  readonly code?: string
  readonly version?: string
  readonly attempts?: number
  readonly minutes?: number
  readonly format?: 'online' | 'blended'
  readonly years?: number
  /** A third chapter is only announced, and so there is no final test. */
  readonly waits?: boolean
  /** The first question is there no more. */
  readonly shorter?: boolean
}

const localized = (sr: string, en: string) => `{ sr-Cyrl: "${sr}", en: "${en}" }`

function courseYaml({ code = 'T01', version = '1.0.0', attempts = 3, minutes, format = 'online', years, waits = false, shorter = false }: CourseShape): string {
  return `code: ${code}
status: published
version: ${version}
legalState: 2026-03-01
sample: true
title: ${localized('Пробни курс', 'Trial course')}
promise: ${localized('Умете да положите тест.', 'You can pass a test.')}
audience: ${localized('За све.', 'For all.')}
posts: all
areas: [A1]
hours: 4
format: ${format}
${years === undefined ? '' : `validity: { years: ${years} }`}
owner: ${localized('Уредник', 'Editor')}
checked: 2026-11-01
nextCheck: 2027-05-01
outcomes:
  - { id: O1, text: ${localized('Разликује', 'Tells apart')} }
  - { id: O2, text: ${localized('Описује', 'Describes')} }
chapters:
  - { id: "1", title: ${localized('Прво', 'First')}, units: [1-1-prva], test: { draw: ${shorter ? 3 : 4}, pass: 50, attempts: ${attempts} } }
  - { id: "2", title: ${localized('Друго', 'Second')}, units: [2-1-druga], test: { draw: 4, pass: 50, attempts: ${attempts} } }
${waits ? `  - { id: "3", title: ${localized('Треће', 'Third')}, announced: true }` : `finalTest: { draw: ${shorter ? 7 : 8}, pass: 70, attempts: ${attempts}${minutes === undefined ? '' : `, minutes: ${minutes}`} }`}
`
}

const unitText = `---
title: ${localized('Лекција', 'Unit')}
owner: ${localized('Уредник', 'Editor')}
checked: 2026-11-01
nextCheck: 2027-05-01
mark: practice
minutes: 10
outcomes: [O1]
part: general
---

Текст јединице.
{: #tekst mark=practice}
`

/** Words that stand in keys and feedback only: a byte of one before its time is a leak. */
export const canaries = ['кљученица', 'kljucenica', 'КАНАРИНАЦ', 'CANARY', 'KANARINAC', '731946']

const told = localized('КАНАРИНАЦ: зато.', 'CANARY: because.')
const hint = localized('КАНАРИНАЦ овде.', 'CANARY here.')
const option = (id: string) => `{ id: ${id}, text: ${localized(`Понуда ${id}`, `Offer ${id}`)}, feedback: ${hint} }`
const choice = (id: string) => `{ id: ${id}, text: ${localized(`Ставка ${id}`, `Item ${id}`)} }`

const kinds = [
  `type: single\n  options: [${option('a')}, ${option('b')}, ${option('c')}]\n  key: b`,
  `type: multiple\n  options: [${option('a')}, ${option('b')}, ${option('c')}]\n  key: [a, c]`,
  'type: truefalse\n  key: true',
  `type: matching\n  left: [${choice('a')}, ${choice('b')}]\n  right: [${choice('x')}, ${choice('y')}]\n  key: { a: y, b: x }`,
  `type: ordering\n  items: [${choice('a')}, ${choice('b')}, ${choice('c')}]\n  key: [c, a, b]`,
  'type: shorttext\n  key: [кљученица]',
  'type: numeric\n  key: { value: 731946, tolerance: 0 }',
  `type: gaptext\n  text: ${localized('Реч је [[g1]].', 'The word is [[g1]].')}\n  key: { g1: [кљученица] }`,
]

function questionsYaml(code: string, shorter: boolean): string {
  const graded = kinds.map((kind, i) => {
    const chapter = i < 4 ? '1' : '2'
    const id = `${code}-G${String(i + 1).padStart(3, '0')}`
    return `- id: ${id}\n  use: graded\n  chapter: "${chapter}"\n  outcome: O${(i % 2) + 1}\n  difficulty: ${(i % 3) + 1}\n  passage: ${chapter === '1' ? '1-1-prva' : '2-1-druga'}#tekst\n  mark: practice\n  prompt: ${localized(`Питање ${i + 1}`, `Question ${i + 1}`)}\n  feedback: ${told}\n  ${kind}`
  })
  return `${graded.slice(shorter ? 1 : 0).join('\n')}\n`
}

/** The right answer of each question, by the end of its id. */
const right: Readonly<Record<string, Response>> = {
  G001: { type: 'single', chosen: 'b' },
  G002: { type: 'multiple', chosen: ['a', 'c'] },
  G003: { type: 'truefalse', chosen: true },
  G004: { type: 'matching', pairs: { a: 'y', b: 'x' } },
  G005: { type: 'ordering', order: ['c', 'a', 'b'] },
  G006: { type: 'shorttext', text: 'kljucenica' },
  G007: { type: 'numeric', text: '731.946' },
  G008: { type: 'gaptext', gaps: { g1: 'Кљученица' } },
}

export function rightAnswer(item: string): Response {
  const answer = right[item.slice(-4)]
  if (!answer) throw new Error(`no answer known for ${item}`)
  return answer
}

/** An answer of the right type that is wrong. */
export function wrongAnswer(item: string): Response {
  const answer = rightAnswer(item)
  switch (answer.type) {
    case 'single':
      return { ...answer, chosen: 'a' }
    case 'multiple':
      return { ...answer, chosen: ['b'] }
    case 'truefalse':
      return { ...answer, chosen: false }
    case 'matching':
      return { ...answer, pairs: { a: 'x', b: 'y' } }
    case 'ordering':
      return { ...answer, order: ['b', 'a', 'c'] }
    case 'gaptext':
      return { ...answer, gaps: { g1: 'друго' } }
    default:
      return { ...answer, text: '1' }
  }
}

function readOrThrow<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

/** Publishes the course and its questions. */
export async function publishTestCourse(app: App, shape: CourseShape = {}): Promise<PublishedCourse> {
  const code = shape.code ?? 'T01'
  const course = readOrThrow(parseCourse(courseYaml(shape), { file }))
  const unit = readOrThrow(parseManuscript(unitText, { file, kind: 'unit' }))
  const questions = readOrThrow(parseQuestions(questionsYaml(code, shape.shorter === true), { file }))
  await app.db.transact(async (tx) => {
    const published = await publishCourse(app, tx, {
      course,
      units: new Map([
        ['1-1-prva', unit],
        ['2-1-druga', unit],
      ]),
      files: new Map(),
    })
    if (!published.ok) throw new Error(JSON.stringify(published.refusal))
    await publishQuestions(app, tx, { course: code, questions })
  })
  const found = await courseByCode(app.db, code)
  if (!found) throw new Error('the course was not published')
  return found
}

/** A learner with an account. */
export async function testLearner(app: App): Promise<PersonId> {
  const added = await addPerson(app, { email: `${app.newId()}@primer.invalid`, name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: true })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}
