import { verbs } from '@putokaz/xapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { activityId, statementsOf } from '../index.ts'
import { type Arrival, acceptStatements } from './accept-statements.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const about = (person: string) => ({
  id: app.newId(),
  actor: { account: { homePage: app.activityBase, name: person } },
  verb: { id: verbs.completed },
  object: { id: activityId(app, 'course/C01/version/1.0.0') },
  timestamp: '2026-11-20T08:00:00.000Z',
})
const plain = { attachments: [], version: '1.0.3', overAll: false } as const satisfies Partial<Arrival>

test('A forged “completed” of a device is kept as the device’s word, and another system’s is not told of the person at all', async () => {
  const person = app.newId()
  expect(await acceptStatements(app, { ...plain, statements: [about(person)], authority: 'device', person })).toMatchObject({ ok: true })
  expect(await acceptStatements(app, { ...plain, statements: [about(person)], authority: 'client:x' })).toMatchObject({ ok: true })
  expect((await statementsOf(app.db, person)).map(({ authority }) => authority)).toEqual(['device'])
})

test('A device speaks for its own person only: the whole batch is refused', async () => {
  const [person, other] = [app.newId(), app.newId()]
  const refused = await acceptStatements(app, { ...plain, statements: [about(person), about(other)], authority: 'device', person })
  expect(refused).toEqual({ ok: false, refusal: { reason: 'not-hers' } })
  expect(await statementsOf(app.db, person)).toEqual([])
})
