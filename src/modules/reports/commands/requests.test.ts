import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { addPerson, type SignedIn } from '#modules/people/index.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { answerRequest, extendRequest, keepPrivacy, makeRequest, openRequest, requestDesk, requestsBy } from '../index.ts'

const days = (count: number) => count * 86_400_000
let app: TestApp
let admin: SignedIn
let person: PersonId

beforeAll(async () => {
  app = await testApp()
  const add = async (email: string, roles: ['admin'] | ['learner']) => {
    const added = await addPerson(app, { email, name: 'Марија Пример', roles, variant: 'sr-Cyrl', sample: false })
    return (added.ok ? added.value : '') as PersonId
  }
  admin = actorWith(['admin'], { id: await add('admin@primer.test', ['admin']) })
  person = await add('marija@primer.test', ['learner'])
})
afterAll(() => app.close())

async function asked(words = 'Молим увид.'): Promise<string> {
  const made = await makeRequest(app, { person, by: person, kind: 'object', words })
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

const lettersOf = async (kind: string) => {
  const { rows } = await app.db.executeSql(`select person from letter where kind = '${kind}'`)
  return (rows as { person: string }[]).map((row) => row.person)
}

test('a request without words, or with too many, is not taken', async () => {
  const make = (words: string) => makeRequest(app, { person, by: person, kind: 'access', words })
  expect(await make('  ')).toEqual({ ok: false, refusal: 'words-missing' })
  expect(await make('а'.repeat(4001))).toEqual({ ok: false, refusal: 'words-too-long' })
  expect(await makeRequest(app, { person: app.newId() as PersonId, by: admin.id, kind: 'access', words: 'а' })).toEqual({ ok: false, refusal: 'nobody' })
})

test('the administrators are told once, on day twenty', async () => {
  const id = await asked()
  app.pass(days(19))
  await keepPrivacy(app)
  await app.settle()
  expect(await lettersOf('request-pressing')).toEqual([])
  app.pass(days(1))
  await keepPrivacy(app)
  await keepPrivacy(app)
  await app.settle()
  expect(await lettersOf('request-pressing')).toEqual([admin.id])
  expect((await requestDesk(app)).find((one) => one.id === id)).toMatchObject({ urgency: 'pressing', name: 'Марија Пример' })
  app.pass(days(11))
  expect((await requestDesk(app)).find((one) => one.id === id)?.urgency).toBe('late')
})

test('the term is put off once, and the administrators are told again before its new end', async () => {
  const id = await asked()
  expect(await extendRequest(app, { actor: admin, id })).toMatchObject({ ok: true })
  expect(await extendRequest(app, { actor: admin, id })).toEqual({ ok: false, refusal: 'extended-already' })
  const before = (await lettersOf('request-pressing')).length
  app.pass(days(81))
  await keepPrivacy(app)
  await app.settle()
  expect((await lettersOf('request-pressing')).length).toBe(before + 1)
})

test('an answer closes it, and reaches the person by letter and on her page', async () => {
  const id = await asked()
  expect(await answerRequest(app, { actor: admin, id, granted: true, answer: ' ' })).toEqual({ ok: false, refusal: 'answer-missing' })
  expect(await answerRequest(app, { actor: actorWith(['coordinator', 'auditor']), id, granted: true, answer: 'Да.' })).toEqual({
    ok: false,
    refusal: 'no-such-request',
  })
  expect(await answerRequest(app, { actor: admin, id, granted: true, answer: 'Учињено је.' })).toMatchObject({ ok: true })
  expect(await answerRequest(app, { actor: admin, id, granted: false, answer: 'Ипак не.' })).toEqual({ ok: false, refusal: 'no-such-request' })
  await app.settle()
  expect(await lettersOf('request-answered')).toEqual([person])
  expect((await requestsBy(app, person)).find((one) => one.id === id)).toMatchObject({ state: 'granted', answer: 'Учињено је.', urgency: 'closed' })
})

test('whoever reads a request is noted, and nobody else can', async () => {
  const id = await asked('Само за одговорне.')
  expect(await openRequest(app, { actor: actorWith(['auditor']), id })).toBeNull()
  expect(await openRequest(app, { actor: admin, id })).toMatchObject({ words: 'Само за одговорне.' })
  const { rows } = await app.db.executeSql(`select by, about, detail::text as detail from audit_entry where deed = 'reports.request-opened'`)
  expect(rows).toEqual([{ by: admin.id, about: person, detail: '{}' }])
})
