import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseQuestions, type QuestionSource } from '@putokaz/manuscript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentGeneration } from '#platform/content-generation.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { feedbackFor, gradedPool, gradeItems, practiceQuestions, publishQuestions, shownItems } from '../index.ts'

const folder = join(import.meta.dirname, '../../../../centre/courses/C01/questions')
let app: TestApp
let questions: QuestionSource[]

const publish = (given: readonly QuestionSource[], course = 'C01') => app.db.transact((tx) => publishQuestions(app, tx, { course, questions: given }))

beforeAll(async () => {
  app = await testApp()
  const files = ['chapter-1.yaml', 'chapter-2.yaml', 'chapter-3.yaml', 'chapter-4.yaml', 'chapter-5.yaml']
  const read = await Promise.all(files.map(async (file) => parseQuestions(await readFile(join(folder, file), 'utf8'), { file })))
  questions = read.flatMap((one) => (one.ok ? one.value : []))
  expect(questions.length).toBeGreaterThanOrEqual(60)
})
afterAll(() => app.close())

describe('publishing questions', () => {
  test('adds all of a course, and the second time changes nothing', async () => {
    expect(await publish(questions)).toEqual({ ok: true, value: { added: questions.length, changed: 0, withdrawn: 0 } })
    const generation = await contentGeneration(app.db)
    expect(await publish(questions)).toEqual({ ok: true, value: { added: 0, changed: 0, withdrawn: 0 } })
    expect(await contentGeneration(app.db)).toBe(generation)
  })

  test('makes a new version of what changed, and the version that was answered stays as it was', async () => {
    const [before] = await gradedPool(app.db, { course: 'C01', chapter: '1' })
    if (!before) throw new Error('an empty pool')
    const changed = questions.map((one) => (one.id === before.id ? { ...one, prompt: { 'sr-Cyrl': 'Друго питање?', en: 'Another question?' } } : one))
    expect(await publish(changed)).toEqual({ ok: true, value: { added: 0, changed: 1, withdrawn: 0 } })
    const pool = await gradedPool(app.db, { course: 'C01', chapter: '1' })
    expect(pool.filter(({ id }) => id === before.id)).toMatchObject([{ version: before.version + 1 }])
    const [old, now] = await shownItems(app.db, [before, { ...before, version: before.version + 1 }], 'en', 's')
    expect(old?.prompt.text).not.toBe('Another question?')
    expect(now?.prompt.text).toBe('Another question?')
  })

  test('withdraws what is missing and takes it back under the same version', async () => {
    const kept = questions.filter(({ id }) => id !== 'C01-P001')
    expect(await publish(kept)).toMatchObject({ value: { withdrawn: 1 } })
    expect(await practiceQuestions(app.db, 'C01', ['C01-P001'], 'sr-Cyrl')).toEqual([])
    expect(await publish(questions)).toMatchObject({ value: { changed: 1, added: 0 } })
    expect(await practiceQuestions(app.db, 'C01', ['C01-P001'], 'sr-Cyrl')).toMatchObject([{ shown: { id: 'C01-P001', version: 1 } }])
  })

  test('is refused whole when a question would change its use or its course', async () => {
    const turned = questions.map((one) => (one.id === 'C01-G001' ? { ...one, use: 'practice' as const } : one))
    expect(await publish(turned)).toEqual({ ok: false, refusal: { reason: 'use-changed', question: 'C01-G001' } })
    expect(await publish(questions.slice(0, 1), 'C02')).toEqual({ ok: false, refusal: { reason: 'course-changed', question: 'C01-P001' } })
    expect(await publish(questions.map((one) => ({ ...one, use: 'graded' as const })))).toMatchObject({ ok: false, refusal: { reason: 'use-changed' } })
  })
})

describe('what a question rests on', () => {
  test('is told with it: its mark and its day before the answer, the acts afterwards', async () => {
    const dated = questions.filter(({ asOf }) => asOf !== undefined)
    const graded = dated.find(({ use, cites }) => use === 'graded' && cites.length > 0)
    const practice = dated.find(({ use, cites }) => use === 'practice' && cites.length > 0)
    if (!graded || !practice) throw new Error('C01 has no dated question of each use')
    const pool = await gradedPool(app.db, { course: 'C01' })
    const refs = pool.filter(({ id }) => id === graded.id)
    const [shown] = await shownItems(app.db, refs, 'en', 's')
    expect(shown?.origin).toEqual({ mark: graded.mark, asOf: graded.asOf })
    expect(JSON.stringify(shown)).not.toContain('cites')
    expect(await feedbackFor(app.db, refs, 'en')).toMatchObject([{ cites: graded.cites }])
    const [told] = await practiceQuestions(app.db, 'C01', [practice.id], 'en')
    expect(told).toMatchObject({ origin: { mark: practice.mark, asOf: practice.asOf }, cites: practice.cites })
  })

  test('is kept: a fact, its sources and a day make a new version when they change', async () => {
    const first = questions.find(({ fact, source }) => fact !== undefined && source !== undefined)
    if (!first) throw new Error('C01 has no question with a fact and a source')
    const read = () => app.db.executeSql('select version, fact, source, as_of::text as seen from question where id = $1 and current', [first.id])
    const [before] = (await read()).rows as { version: number }[]
    expect(before).toMatchObject({ fact: first.fact, source: first.source, seen: first.asOf ?? null })
    const moved = { ...first, asOf: '2026-11-22' }
    const all = questions.map((one) => (one.id === first.id ? moved : one))
    expect(await publish(all)).toMatchObject({ value: { changed: 1 } })
    expect((await read()).rows).toMatchObject([{ version: (before?.version ?? 0) + 1, seen: '2026-11-22' }])
    await publish(questions)
  })
})

describe('keys', () => {
  test('of graded questions are in nothing that is shown, and practice does not open them', async () => {
    const pool = await gradedPool(app.db, { course: 'C01' })
    const shown = await shownItems(app.db, pool, 'sr-Cyrl', 'seed')
    expect(shown).toHaveLength(questions.filter(({ use }) => use === 'graded').length)
    for (const item of shown) {
      const source = questions.find(({ id }) => id === item.id)
      const sent = JSON.stringify(item)
      expect(sent).not.toMatch(/"key"|"told"|"feedback"/)
      expect(sent).not.toContain(source?.feedback['sr-Cyrl'])
      if (source?.type === 'shorttext') expect(sent).not.toContain(source.key[0])
    }
    const graded = questions.filter(({ use }) => use === 'graded').map(({ id }) => id)
    expect(await practiceQuestions(app.db, 'C01', graded, 'sr-Cyrl')).toEqual([])
    expect(await practiceQuestions(app.db, 'C02', ['C01-P001'], 'sr-Cyrl')).toEqual([])
  })
})

describe('grading a test', () => {
  test('gives each question its score, in the order of the test, and nothing for what is missing', async () => {
    const refs = (await gradedPool(app.db, { course: 'C01' })).map(({ id, version }) => ({ id, version })).toReversed()
    const responses = Object.fromEntries(questions.filter(({ use }) => use === 'graded').map((one) => [one.id, rightAnswer(one)]))
    const graded = await gradeItems(app.db, refs, responses)
    expect(graded.map(({ id }) => id)).toEqual(refs.map(({ id }) => id))
    expect(graded.filter(({ correct }) => !correct)).toEqual([])
    expect((await gradeItems(app.db, refs, {})).every(({ score }) => score === 0)).toBe(true)
  })

  test('feedback says where the answer stands', async () => {
    const refs = await gradedPool(app.db, { course: 'C01', chapter: '3' })
    const told = await feedbackFor(app.db, refs, 'sr-Latn')
    expect(told).toHaveLength(refs.length)
    for (const one of told) {
      expect(one.passage.unit).toMatch(/^3-/)
      expect(one.feedback.variant).toBe('sr-Latn')
      expect(one.feedback.text).not.toMatch(/\p{Script=Cyrillic}/u)
    }
  })
})

function rightAnswer(question: QuestionSource) {
  switch (question.type) {
    case 'single':
    case 'truefalse':
    case 'multiple':
      return { type: question.type, chosen: question.key } as Parameters<typeof gradeItems>[2][string]
    case 'matching':
      return { type: question.type, pairs: question.key }
    case 'ordering':
      return { type: question.type, order: question.key }
    case 'shorttext':
      return { type: question.type, text: (question.key[0] ?? '').toLowerCase() }
    case 'numeric':
      return { type: question.type, text: String(question.key.value).replace('.', ',') }
    case 'gaptext':
      return { type: question.type, gaps: Object.fromEntries(Object.entries(question.key).map(([gap, accepted]) => [gap, accepted.at(-1) ?? ''])) }
  }
}
