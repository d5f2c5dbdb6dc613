import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from '#modules/people/index.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { endAuditDay, lastCheck, noteDeed, sealAudit } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

test('A day ends once among several processes, and its head goes to the administrators', async () => {
  await addPerson(app, { email: 'petar@primer.invalid', name: 'Петар Огледни', roles: ['admin'], variant: 'sr-Cyrl', sample: false })
  await addPerson(app, { email: 'ana@primer.invalid', name: 'Ана Пробић', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'people.role-granted', by: 'terminal' }))
  await sealAudit(app)
  const ended = await Promise.all([endAuditDay(app), endAuditDay(app), endAuditDay(app)])
  expect(ended.filter(Boolean)).toHaveLength(1)
  expect(await endAuditDay(app)).toBe(false)
  await app.settle()
  const letters = await app.db.executeSql(`select p.email from letter l join person p on p.id = l.person where l.kind = 'daily'`)
  expect(letters.rows).toEqual([{ email: 'petar@primer.invalid' }])
  expect(await lastCheck(app.db)).toMatchObject({ fault: null })
  app.pass(86_400_000)
  await app.db.executeSql(`update audit_entry set deed = 'people.role-taken' where number = 1`)
  expect(await endAuditDay(app)).toBe(true)
  expect(await lastCheck(app.db)).toMatchObject({ fault: { kind: 'changed', number: 1 } })
})
