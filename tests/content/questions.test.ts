/** Questions of the published courses: what they cover, and that they are fair. */
import type { QuestionSource } from '@putokaz/manuscript'
import { describe, expect, test } from 'vitest'
import { coverageOf, coverageTable, taughtOutcomes } from '../../tools/content/coverage.ts'
import { type Choosing, deniesTwice, keyIsLongest, keyPlaces, saysAllOfThem, silentOptions } from '../../tools/content/question-faults.ts'
import { readThisCentre } from '../../tools/content/read.ts'

type Single = Choosing & { type: 'single' }

const { courses } = await readThisCentre()
const published = courses.filter(({ course }) => course.status === 'published')
const questions = published.flatMap((written) => written.questions)
const singles = (list: readonly QuestionSource[]) => list.filter((question): question is Single => question.type === 'single')

test('there are published courses', () => {
  expect(published.map(({ course }) => course.code)).toContain('C01')
})

describe.each(published.map((written) => [written.course.code, written] as const))('%s', (_code, written) => {
  const own = written.questions
  const single = singles(own)

  test('asks every outcome it teaches at least four graded and two practice questions', () => {
    process.stdout.write(`\n${coverageTable(written)}\n`)
    const taught = taughtOutcomes(written)
    const short = coverageOf(written).filter(({ outcome, graded, practice }) => taught.has(outcome) && (graded < 4 || practice < 2))
    expect(short.map(({ outcome, graded, practice }) => `${outcome}: ${graded} graded, ${practice} practice`)).toEqual([])
  })

  test('asks easy, middling and hard questions', () => {
    const share = (difficulty: number) => own.filter((question) => question.difficulty === difficulty).length / own.length
    expect([1, 2, 3].filter((difficulty) => share(difficulty) < 0.1)).toEqual([])
  })

  test('does not let the longest option be the key in more than two of five', () => {
    const longest = single.filter(keyIsLongest)
    expect(longest.length / single.length, longest.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(0.4)
  })

  test('spreads the keys over the first three options', () => {
    const places = keyPlaces(single).slice(0, 3)
    expect(Math.max(...places) / single.length, places.join(' / ')).toBeLessThanOrEqual(0.5)
    expect(Math.min(...places) / single.length, places.join(' / ')).toBeGreaterThanOrEqual(0.1)
  })

  test('says true to some statements and false to others, and seldom asks so', () => {
    const statements = own.filter((question) => question.type === 'truefalse')
    const isTrue = statements.filter(({ key }) => key === true).length
    expect(statements.length / own.length).toBeLessThanOrEqual(0.15)
    expect(statements.length < 4 || (isTrue > 0 && isTrue < statements.length)).toBe(true)
  })
})

const faults: [fault: string, isFaulty: (question: QuestionSource) => boolean][] = [
  ['offers „све наведено“ or its kind', saysAllOfThem],
  ['denies twice', deniesTwice],
  ['leaves an option without feedback', (question) => silentOptions(question).length > 0],
  ['is not in English', (question) => [question.prompt, question.feedback].some((text) => text.en === undefined)],
]

test.each(faults)('no question %s', (_fault, isFaulty) => {
  expect(questions.filter(isFaulty).map(({ id }) => id)).toEqual([])
})

describe('a planted fault is seen:', () => {
  const [sound] = singles(questions)
  if (!sound) throw new Error('no question to spoil')
  const option = (id: string, text: string) => ({ id, text: { 'sr-Cyrl': text, en: text }, feedback: { 'sr-Cyrl': 'Зато.', en: 'So.' } })
  const with_ = (prompt: string, ...texts: string[]): Single => ({
    ...sound,
    prompt: { 'sr-Cyrl': prompt },
    options: texts.map((text, i) => option('abcd'[i] ?? '', text)),
    key: 'a',
  })

  test.each(['Све наведено', 'Ништа од наведеног', 'All of the above', 'а и б', 'Сви одговори'])('„%s“', (words) => {
    expect(saysAllOfThem(with_('Шта?', 'Једно', words))).toBe(true)
  })

  test.each([
    ['Шта од наведеног не треба да урадите?', 'Не питати за име'],
    ['Која тврдња није тачна?', 'Особа нема право'],
    ['Да ли је тачно да није немогуће?', 'Да'],
  ])('%s / %s', (prompt, text) => {
    expect(deniesTwice(with_(prompt, text, 'Друго'))).toBe(true)
  })

  test('a question that asks plainly denies nothing', () => {
    expect(deniesTwice(with_('Шта прво урадите?', 'Не питам за име', 'Питам за име'))).toBe(false)
  })

  test('the longest key and its place', () => {
    const question = with_('Шта?', 'Најдужи одговор од свих', 'Краћи', 'Кратак')
    expect(keyIsLongest(question)).toBe(true)
    expect(keyIsLongest({ ...question, key: 'b' })).toBe(false)
    expect(keyPlaces([question, question, { ...question, key: 'c' }])).toEqual([2, 0, 1, 0])
  })

  test('an option without feedback in one language', () => {
    const question = with_('Шта?', 'Једно', 'Друго')
    const bare = { ...question, options: question.options.map((one) => (one.id === 'b' ? { ...one, feedback: { 'sr-Cyrl': 'Зато.' } } : one)) }
    expect(silentOptions(bare)).toEqual(['b'])
  })
})
