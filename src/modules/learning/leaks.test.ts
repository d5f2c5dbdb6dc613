import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { type Variant, variants } from '#kernel/localized.ts'
import { addPerson, personOfSession, type SignedIn, signIn } from '#modules/people/index.ts'
import { reading } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { canaries, publishTestCourse, rightAnswer, wrongAnswer } from '../../../tests/support/test-course.ts'
import { load as attemptPage } from '../../routes/[variant=variant]/(learn)/attempts/[id]/+page.server.ts'
import { load as resultPage } from '../../routes/[variant=variant]/(learn)/attempts/[id]/result/+page.server.ts'
import { load as reviewPage } from '../../routes/[variant=variant]/(learn)/attempts/[id]/review/+page.server.ts'
import { load as startPage } from '../../routes/[variant=variant]/(learn)/courses/[code]/tests/[test]/+page.server.ts'
import { handIn, learningApi, startAttempt } from './index.ts'
import type { LearningTables } from './tables.ts'

let app: TestApp
let person: SignedIn
let cookie: string
let attempt: string
const routes = new Hono()
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  learningApi(app, routes)
  ;({ person, cookie } = await newLearner())
  attempt = await begun(person.id)
})
afterAll(() => app.close())

/** Somebody with an account and a session, as a browser has them. */
async function newLearner(): Promise<{ person: SignedIn; cookie: string }> {
  const [email, password] = [`${app.newId()}@primer.invalid`, 'doga-kilo-mane-7']
  await addPerson(app, { email, name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', password, sample: true })
  const opened = await signIn(app, { login: email, password, address: email })
  if (!opened.ok) throw new Error(opened.refusal)
  const found = await personOfSession(app.db, opened.value.token, app.now())
  if (!found) throw new Error('no session')
  return { person: found, cookie: `session=${opened.value.token}` }
}

async function begun(by: PersonId, test = 'final'): Promise<string> {
  const started = await startAttempt(app, { person: by, course: 'T01', test, attempt: app.newId() })
  if (!started.ok) throw new Error(started.refusal)
  return started.value.attempt
}

type Load = (event: never) => unknown
/** All that a page has to say, as it is handed to be drawn. */
async function bytesOf(load: Load, variant: Variant, params: Record<string, string>, search = ''): Promise<string> {
  const event = { locals: { app, variant, person }, params, url: new URL(`http://localhost:3999/sr/x${search}`), setHeaders() {} }
  return JSON.stringify(await load(event as never))
}

const post = (path: string, body: unknown, as = cookie) =>
  routes.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as !== '' && { cookie: as }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const answer = (item: string, change: object = {}) => ({ id: app.newId(), item, response: rightAnswer(item), sequence: 1, ...change })
const leaked = (bytes: string) => canaries.filter((canary) => bytes.includes(canary))
/** What only keys and feedback are called. */
const telling = /"(key|keys|told|feedback|solution|correct|points|score|tolerance)"/

describe('before handing in, nothing that is sent tells an answer', () => {
  test.each(variants)('the pages in %s', async (variant) => {
    const pages = [
      await bytesOf(startPage as Load, variant, { code: 'T01', test: 'final' }),
      await bytesOf(attemptPage as Load, variant, { id: attempt }, '?q=all'),
      ...(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((q) => bytesOf(attemptPage as Load, variant, { id: attempt }, `?q=${q}`)))),
      await bytesOf(reviewPage as Load, variant, { id: attempt }),
    ]
    expect(pages.join('').length).toBeGreaterThan(5000)
    expect(pages.flatMap(leaked)).toEqual([])
    expect(pages.filter((page) => telling.test(page))).toEqual([])
  })

  test('the machine addresses, whose answers do not differ between right and wrong', async () => {
    const items = Array.from({ length: 8 }, (_, i) => `T01-G00${i + 1}`)
    const said = async (item: string, response: unknown, sequence: number) => {
      const answered = await post(`/api/v1/attempts/${attempt}/answers`, answer(item, { response, sequence }))
      return `${answered.status} ${await answered.text()} ${JSON.stringify([...answered.headers])}`
    }
    for (const item of items) {
      const [wrong, right] = [await said(item, wrongAnswer(item), 1), await said(item, rightAnswer(item), 2)]
      expect(right.replace('"sequence":2', '"sequence":1')).toBe(wrong)
      expect(leaked(wrong + right)).toEqual([])
    }
  })

  test('the order of what can be chosen does not depend on the key, nor is it the same for everybody', async () => {
    const orders = new Set<string>()
    for (let i = 0; i < 12; i++) {
      const other = await newLearner()
      const id = await begun(other.person.id)
      const page = await attemptPage({
        locals: { app, variant: 'en', person: other.person },
        params: { id },
        url: new URL('http://localhost:3999/en/x?q=all'),
      } as never)
      const asked = (page as { shown: { question: { id: string; items?: { id: string }[] } }[] }).shown.find(({ question }) => question.id === 'T01-G005')
      orders.add(asked?.question.items?.map((one) => one.id).join('') ?? '')
    }
    expect(orders.size).toBeGreaterThan(1)
  })

  test('the result is not to be had early', async () => {
    await expect(bytesOf(resultPage as Load, 'en', { id: attempt })).rejects.toMatchObject({ status: 303, location: `/en/attempts/${attempt}` })
  })
})

test('after handing in the same scan does find the answers', async () => {
  const other = await newLearner()
  const id = await begun(other.person.id)
  await handIn(app, { person: other.person.id, attempt: id })
  const event = { locals: { app, variant: 'sr-Cyrl', person: other.person }, params: { id }, url: new URL('http://localhost:3999/sr/x') }
  const bytes = JSON.stringify(await resultPage(event as never))
  expect(leaked(bytes)).toEqual(['кљученица', 'КАНАРИНАЦ'])
  expect(telling.test(bytes)).toBe(true)
})

describe('the machine addresses of learning', () => {
  test('answer a visitor 401, and write nothing', async () => {
    for (const path of [`attempts/${attempt}/answers`, `attempts/${attempt}/flags`, 'learning/device']) {
      expect((await post(`/api/v1/${path}`, {}, '')).status).toBe(401)
      expect((await post(`/api/v1/${path}`, {}, 'session=forged')).status).toBe(401)
    }
  })

  test("answer the same to somebody else's attempt, to one that is not there, and to what is no id", async () => {
    const other = await newLearner()
    const answers = await Promise.all(
      [attempt, app.newId(), '1', '%00', "'"].map(async (id) => {
        const said = await post(`/api/v1/attempts/${id}/answers`, answer('T01-G001', { sequence: 40 }), other.cookie)
        return `${said.status} ${await said.text()}`
      }),
    )
    expect(new Set(answers)).toEqual(new Set(['404 {"error":"no-such-attempt"}']))
  })

  test.each([
    ['an array for a text', { item: ['T01-G001'] }],
    ['a text for a number', { sequence: '9' }],
    ['a negative sequence', { sequence: -1 }],
    ['a sequence without end', { sequence: 1e300 }],
    ['an id that is none', { id: 'x' }],
    ['a field nobody asked for', { person: 'x' }],
    ['an array for a response', { response: ['b'] }],
    ['a list for a choice', { response: { type: 'single', chosen: ['b'] } }],
    ['a response of a type that does not exist', { response: { type: '__proto__', chosen: 'b' } }],
    ['a response of another type', { response: { type: 'truefalse', chosen: true } }],
    ['a text longer than any answer', { response: { type: 'single', chosen: 'x'.repeat(2000) } }],
  ])('refuse %s', async (_, change) => {
    const before = await rowOf('T01-G001')
    expect((await post(`/api/v1/attempts/${attempt}/answers`, answer('T01-G001', { sequence: 9, ...change }))).status).toBe(400)
    expect(await rowOf('T01-G001')).toEqual(before)
  })

  test('refuse what is not JSON, or nested without end', async () => {
    expect((await post(`/api/v1/attempts/${attempt}/answers`, '{')).status).toBe(400)
    expect((await post(`/api/v1/attempts/${attempt}/answers`, '['.repeat(10_000) + ']'.repeat(10_000))).status).toBe(400)
  })

  test('tell a device that is behind which number is kept', async () => {
    await post(`/api/v1/attempts/${attempt}/answers`, answer('T01-G001', { sequence: 100 }))
    const late = await post(`/api/v1/attempts/${attempt}/answers`, answer('T01-G001', { sequence: 50 }))
    expect([late.status, await late.json()]).toEqual([409, { error: 'newer-kept', sequence: 100 }])
  })

  test('take over the work of a device', async () => {
    const at = app.now().toISOString()
    const work = {
      places: [],
      notes: [{ unit: 'T01/1-1-prva', text: 'мисао', at }],
      bookmarks: [],
      answers: [
        { question: 'T01-P001', response: { type: 'single', chosen: 'a' }, correct: true, at },
        { question: 'T01-P002', response: 7, correct: true, at },
      ],
      read: [{ key: 'T01/1-1-prva', at }],
    }
    const taken = await post('/api/v1/learning/device', work)
    expect(await taken.json()).toEqual({ saved: true, units: 1, answers: 1, notes: 1, bookmarks: 0 })
    expect((await post('/api/v1/learning/device', { ...work, notes: 'x' })).status).toBe(400)
  })
})

const rowOf = (item: string) =>
  reading<LearningTables>(app.db).selectFrom('attempt_answer').selectAll().where('attempt', '=', attempt).where('item', '=', item).executeTakeFirst()
