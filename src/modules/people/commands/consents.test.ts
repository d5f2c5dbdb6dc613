import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { acknowledgeNotice, addPerson, changeConsent, consentsOf, hasConsent, isRestricted, noticeSeenBy, restrictedPeople, restrictPerson } from '../index.ts'

let app: TestApp
let person: PersonId

beforeAll(async () => {
  app = await testApp()
  const added = await addPerson(app, { email: 'marija@primer.test', name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  person = (added.ok ? added.value : '') as PersonId
})
afterAll(() => app.close())

const agree = (agreed: boolean) => changeConsent(app, { person, purpose: 'reminders', agreed, variant: 'en' })
const rows = async (sql: string) => (await app.db.executeSql(sql)).rows

test('nobody has agreed to anything before she did', async () => {
  expect(await hasConsent(app.db, person, 'reminders')).toBe(false)
  expect(await consentsOf(app.db, person, ['reminders'])).toEqual([{ purpose: 'reminders', since: null }])
})

test('consent holds from the moment it is given until the moment it is withdrawn, and both are kept', async () => {
  await agree(true)
  await agree(true)
  expect(await hasConsent(app.db, person, 'reminders')).toBe(true)
  app.pass(1000)
  await agree(false)
  expect(await hasConsent(app.db, person, 'reminders')).toBe(false)
  expect(await rows(`select version, variant, given_at is not null and withdrawn_at > given_at as whole from consent`)).toEqual([
    { version: 1, variant: 'en', whole: true },
  ])
  expect(await rows(`select deed from audit_entry where deed like 'people.consent%' order by at, id`)).toEqual([
    { deed: 'people.consent-given' },
    { deed: 'people.consent-withdrawn' },
  ])
})

test('what was agreed to in earlier words does not count, and agreeing anew does', async () => {
  await agree(true)
  await app.db.executeSql(`update consent set version = 0 where withdrawn_at is null`)
  expect(await hasConsent(app.db, person, 'reminders')).toBe(false)
  await agree(true)
  expect(await hasConsent(app.db, person, 'reminders')).toBe(true)
})

test('data that are restricted are used for nothing that needs consent, and are named to reports', async () => {
  await restrictPerson(app, { person, by: person, restricted: true })
  expect(await hasConsent(app.db, person, 'reminders')).toBe(false)
  expect([...(await restrictedPeople(app.db))]).toEqual([person])
  await restrictPerson(app, { person, by: person, restricted: false })
  expect([await isRestricted(app.db, person), await hasConsent(app.db, person, 'reminders')]).toEqual([false, true])
})

test('a notice is seen once a version, in the language in which it was seen', async () => {
  expect(await noticeSeenBy(app.db, person)).toBe(0)
  await acknowledgeNotice(app, { person, version: 1, variant: 'sr-Latn' })
  await acknowledgeNotice(app, { person, version: 1, variant: 'en' })
  await acknowledgeNotice(app, { person, version: 2, variant: 'en' })
  expect(await noticeSeenBy(app.db, person)).toBe(2)
  expect(await rows('select version, variant from notice_seen order by version')).toEqual([
    { version: 1, variant: 'sr-Latn' },
    { version: 2, variant: 'en' },
  ])
})
