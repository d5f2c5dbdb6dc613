import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { statementsOf } from '#modules/records/index.ts'
import { reading } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer, testLearner, wrongAnswer } from '../../../../tests/support/test-course.ts'
import { answersOf } from '../attempt-store.ts'
import { closeOverdue, courseStateOf, flagItem, handIn, saveAnswer, saveAnswerFromForm, startAttempt } from '../index.ts'
import type { LearningTables } from '../tables.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  await publishTestCourse(app, { code: 'T02', minutes: 10 })
})
afterAll(() => app.close())

async function begun(person: PersonId, test = '1', course = 'T01'): Promise<string> {
  const started = await startAttempt(app, { person, course, test, attempt: app.newId() })
  if (!started.ok) throw new Error(started.refusal)
  return started.value.attempt
}

async function answerAll(person: PersonId, attempt: string, how = rightAnswer): Promise<void> {
  for (const { item, sequence } of await answersOf(app.db, attempt)) {
    const saved = await saveAnswer(app, { person, attempt, item, id: app.newId(), response: how(item), sequence: sequence + 1 })
    expect(saved.ok).toBe(true)
  }
}

const verbsOf = async (person: PersonId) => (await statementsOf(app.db, person)).map(({ statement }) => statement.verb.id.split('/').at(-1))
const firstItem = async (attempt: string) => (await answersOf(app.db, attempt))[0]?.item ?? ''
const attemptCount = async (person: PersonId) =>
  (await reading<LearningTables>(app.db).selectFrom('attempt').select('id').where('person', '=', person).execute()).length

describe('starting', () => {
  test('draws as many questions as the test asks for, from its own chapter, and records it', async () => {
    const person = await testLearner(app)
    const rows = await answersOf(app.db, await begun(person))
    expect(rows.map(({ item }) => item).toSorted()).toEqual(['T01-G001', 'T01-G002', 'T01-G003', 'T01-G004'])
    expect(rows.map(({ place }) => place)).toEqual([0, 1, 2, 3])
    expect(await verbsOf(person)).toEqual(['attempted'])
  })

  test('twenty times at once begins one attempt', async () => {
    const person = await testLearner(app)
    const started = await Promise.all(Array.from({ length: 20 }, () => startAttempt(app, { person, course: 'T01', test: '1', attempt: app.newId() })))
    expect(new Set(started.map((one) => (one.ok ? one.value.attempt : one.refusal))).size).toBe(1)
    expect(await attemptCount(person)).toBe(1)
    expect(await verbsOf(person)).toEqual(['attempted'])
  })

  test('the same command again returns the same attempt, also after it was handed in', async () => {
    const person = await testLearner(app)
    const command = { person, course: 'T01', test: '1', attempt: app.newId() }
    await startAttempt(app, command)
    await handIn(app, { person, attempt: command.attempt })
    expect(await startAttempt(app, command)).toEqual({ ok: true, value: { attempt: command.attempt } })
    expect(await attemptCount(person)).toBe(1)
  })

  test('ends when the attempts are used up, and writes nothing then', async () => {
    const person = await testLearner(app)
    for (let i = 0; i < 3; i++) await handIn(app, { person, attempt: await begun(person) })
    const before = (await statementsOf(app.db, person)).length
    expect(await startAttempt(app, { person, course: 'T01', test: '1', attempt: app.newId() })).toEqual({ ok: false, refusal: 'no-attempts-left' })
    expect(await attemptCount(person)).toBe(3)
    expect((await statementsOf(app.db, person)).length).toBe(before)
  })

  test.each([
    ['a course that is not there', 'T99', '1'],
    ['a chapter that is not there', 'T01', '9'],
    ['a name that is no test', 'T01', 'constructor'],
  ])('%s has no test', async (_, course, wanted) => {
    const person = await testLearner(app)
    expect(await startAttempt(app, { person, course, test: wanted, attempt: app.newId() })).toEqual({ ok: false, refusal: 'no-such-test' })
    expect(await attemptCount(person)).toBe(0)
  })

  test("under the id of somebody else's attempt is refused", async () => {
    const [ana, jovan] = [await testLearner(app), await testLearner(app)]
    const attempt = await begun(ana)
    expect(await startAttempt(app, { person: jovan, course: 'T01', test: '1', attempt })).toEqual({ ok: false, refusal: 'no-such-test' })
    expect(await attemptCount(jovan)).toBe(0)
  })
})

describe('saving an answer', () => {
  test('writes the row and one statement that says nothing of right or wrong', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    await saveAnswer(app, { person, attempt, item: 'T01-G003', id: app.newId(), response: { type: 'truefalse', chosen: true }, sequence: 1 })
    const statement = (await statementsOf(app.db, person)).find((one) => one.statement.verb.id.endsWith('answered'))
    expect(statement?.authority).toBe('centre')
    expect(statement?.statement.result).toEqual({ response: 'true' })
    expect(statement?.statement.context?.registration).toBe(attempt)
  })

  test('twenty times the same keeps one answer and one statement', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    const answer = { person, attempt, item: 'T01-G001', id: app.newId(), response: rightAnswer('T01-G001'), sequence: 7 }
    const saved = await Promise.all(Array.from({ length: 20 }, () => saveAnswer(app, answer)))
    expect(saved.every((one) => one.ok && one.value.sequence === 7)).toBe(true)
    expect((await verbsOf(person)).filter((verb) => verb === 'answered')).toHaveLength(1)
  })

  test('a late repeat of an older answer never overwrites a newer one', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    const older = { person, attempt, item: 'T01-G001', id: app.newId(), response: wrongAnswer('T01-G001'), sequence: 1 }
    await saveAnswer(app, older)
    await saveAnswer(app, { ...older, id: app.newId(), response: rightAnswer('T01-G001'), sequence: 2 })
    expect(await saveAnswer(app, older)).toEqual({ ok: false, refusal: 'newer-kept' })
    const row = (await answersOf(app.db, attempt)).find(({ item }) => item === 'T01-G001')
    expect(row?.response).toEqual(rightAnswer('T01-G001'))
  })

  test('is refused, and writes nothing, for a foreign attempt, a foreign item, another type, a used id, an attempt handed in', async () => {
    const [ana, jovan] = [await testLearner(app), await testLearner(app)]
    const attempt = await begun(ana)
    const answer = { person: ana, attempt, item: 'T01-G001', id: app.newId(), response: rightAnswer('T01-G001'), sequence: 1 }
    const usedId = (await statementsOf(app.db, ana))[0]?.statement.id ?? ''
    const refusalOf = async (given: typeof answer) => {
      const saved = await saveAnswer(app, given)
      return saved.ok ? 'saved' : saved.refusal
    }
    expect(await refusalOf({ ...answer, person: jovan })).toBe('no-such-attempt')
    expect(await refusalOf({ ...answer, attempt: app.newId() })).toBe('no-such-attempt')
    expect(await refusalOf({ ...answer, item: 'T01-G005' })).toBe('no-such-item')
    expect(await refusalOf({ ...answer, item: 'T01-G002' })).toBe('response-malformed')
    expect(await refusalOf({ ...answer, id: usedId })).toBe('id-used')
    await handIn(app, { person: ana, attempt })
    expect(await refusalOf(answer)).toBe('handed-in')
    expect((await answersOf(app.db, attempt)).every((row) => row.response === null && row.sequence === 0)).toBe(true)
    expect((await verbsOf(ana)).filter((verb) => verb === 'answered')).toHaveLength(0)
    expect(await verbsOf(jovan)).toEqual([])
  })

  test('from a form without script: what is sent last counts, the same again changes nothing, an empty form takes the answer away', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    const form = (value: string) => ({ person, attempt, item: 'T01-G001', fields: new URLSearchParams({ 'T01-G001': value }) })
    const kept = async () => (await answersOf(app.db, attempt)).find(({ item }) => item === 'T01-G001')
    await saveAnswerFromForm(app, form('a'))
    await saveAnswerFromForm(app, form('b'))
    await saveAnswerFromForm(app, form('b'))
    expect(await kept()).toMatchObject({ response: { type: 'single', chosen: 'b' }, sequence: 2 })
    await saveAnswerFromForm(app, form(''))
    expect((await kept())?.response).toBeNull()
    expect(await saveAnswerFromForm(app, { ...form('a'), item: 'T01-G008' })).toEqual({ ok: false, refusal: 'no-such-item' })
  })

  test('flags are kept, and only until handing in', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    const item = await firstItem(attempt)
    await flagItem(app, { person, attempt, item, flagged: true })
    expect((await answersOf(app.db, attempt))[0]?.flagged).toBe(true)
    expect(await flagItem(app, { person: await testLearner(app), attempt, item, flagged: false })).toEqual({ ok: false, refusal: 'no-such-attempt' })
    await handIn(app, { person, attempt })
    expect(await flagItem(app, { person, attempt, item, flagged: false })).toEqual({ ok: false, refusal: 'handed-in' })
  })
})

describe('handing in', () => {
  test('grades on the server and records score and outcome', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    await answerAll(person, attempt)
    expect(await handIn(app, { person, attempt })).toEqual({ ok: true, value: { points: 4, most: 4, passed: true } })
    const last = (await statementsOf(app.db, person)).slice(-2)
    expect((await verbsOf(person)).slice(-2).toSorted()).toEqual(['passed', 'scored'])
    expect(last.every(({ authority, statement }) => authority === 'centre' && statement.result?.score?.scaled === 1)).toBe(true)
  })

  test('wrong and missing answers fail', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    await answerAll(person, attempt, wrongAnswer)
    expect(await handIn(app, { person, attempt })).toEqual({ ok: true, value: { points: 0, most: 4, passed: false } })
    expect(await verbsOf(person)).toContain('failed')
    expect(await handIn(app, { person, attempt: await begun(person) })).toEqual({ ok: true, value: { points: 0, most: 4, passed: false } })
  })

  test('twenty times at once gives one result and records it once', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person)
    await answerAll(person, attempt)
    const results = await Promise.all(Array.from({ length: 20 }, () => handIn(app, { person, attempt })))
    expect(new Set(results.map((one) => JSON.stringify(one))).size).toBe(1)
    expect((await verbsOf(person)).filter((verb) => verb === 'passed')).toHaveLength(1)
  })

  test('an answer that is acknowledged while the attempt is handed in is graded', async () => {
    for (let round = 0; round < 25; round++) {
      const person = await testLearner(app)
      const attempt = await begun(person)
      const saves = (await answersOf(app.db, attempt)).map(({ item }) =>
        saveAnswer(app, { person, attempt, item, id: app.newId(), response: rightAnswer(item), sequence: 1 }),
      )
      const [result, ...saved] = await Promise.all([handIn(app, { person, attempt }), ...saves])
      expect(result.ok && result.value.points).toBe(saved.filter((one) => one.ok).length)
    }
  })

  test("somebody else's attempt is as if there were none", async () => {
    const attempt = await begun(await testLearner(app))
    expect(await handIn(app, { person: await testLearner(app), attempt })).toEqual({ ok: false, refusal: 'no-such-attempt' })
    expect(await handIn(app, { person: await testLearner(app), attempt: app.newId() })).toEqual({ ok: false, refusal: 'no-such-attempt' })
  })

  test('all chapters and the final test complete the course once, whichever comes last', async () => {
    const person = await testLearner(app)
    for (const one of ['final', '2', '1']) {
      expect(await verbsOf(person)).not.toContain('completed')
      const attempt = await begun(person, one)
      await answerAll(person, attempt)
      await handIn(app, { person, attempt })
    }
    expect((await verbsOf(person)).filter((verb) => verb === 'completed')).toHaveLength(1)
    const again = await begun(person, 'final')
    await answerAll(person, again)
    await handIn(app, { person, attempt: again })
    expect((await verbsOf(person)).filter((verb) => verb === 'completed')).toHaveLength(1)
  })

  test('a course with a chapter to come is not completed by all its tests; it has no final one and says that it waits', async () => {
    const course = await publishTestCourse(app, { code: 'T03', waits: true })
    const person = await testLearner(app)
    for (const one of ['1', '2']) {
      const attempt = await begun(person, one, 'T03')
      await answerAll(person, attempt)
      await handIn(app, { person, attempt })
    }
    const verbs = await verbsOf(person)
    expect(verbs.filter((verb) => verb === 'passed')).toHaveLength(2)
    expect(verbs).not.toContain('completed')
    expect(await startAttempt(app, { person, course: 'T03', test: 'final', attempt: app.newId() })).toEqual({ ok: false, refusal: 'no-such-test' })
    expect(await startAttempt(app, { person, course: 'T03', test: '3', attempt: app.newId() })).toEqual({ ok: false, refusal: 'no-such-test' })
    const unread = await courseStateOf(app, person, course)
    expect(unread.next).toEqual({ kind: 'waits' })
  })

  test('two last tests handed in at the same moment complete the course, once', async () => {
    for (let round = 0; round < 10; round++) {
      const person = await testLearner(app)
      const attempts: string[] = []
      for (const one of ['1', '2', 'final']) attempts.push(await begun(person, one))
      for (const attempt of attempts) await answerAll(person, attempt)
      await Promise.all(attempts.map((attempt) => handIn(app, { person, attempt })))
      expect((await verbsOf(person)).filter((verb) => verb === 'completed')).toHaveLength(1)
    }
  })
})

describe('time', () => {
  test('an answer after the end is refused, and the attempt is handed in with what was saved', async () => {
    const person = await testLearner(app)
    const attempt = await begun(person, 'final', 'T02')
    const item = await firstItem(attempt)
    const answer = { person, attempt, item, id: app.newId(), response: rightAnswer(item), sequence: 1 }
    app.pass(10 * 60_000 + 9_000)
    expect((await saveAnswer(app, answer)).ok).toBe(true)
    app.pass(1_000)
    expect(await saveAnswer(app, { ...answer, id: app.newId(), response: wrongAnswer(item), sequence: 2 })).toEqual({ ok: false, refusal: 'time-over' })
    expect(await flagItem(app, { person, attempt, item, flagged: true })).toEqual({ ok: false, refusal: 'time-over' })
    await closeOverdue(app, person)
    const row = await reading<LearningTables>(app.db).selectFrom('attempt').selectAll().where('id', '=', attempt).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ points: 1, passed: false })
    expect(row.handed_in_at).toEqual(row.due_at)
  })

  test('a new attempt hands in the one whose time is over, and counts it', async () => {
    const person = await testLearner(app)
    const first = await begun(person, 'final', 'T02')
    app.pass(11 * 60_000)
    const second = await begun(person, 'final', 'T02')
    expect(second).not.toBe(first)
    expect((await verbsOf(person)).filter((verb) => verb === 'failed')).toHaveLength(1)
  })
})
