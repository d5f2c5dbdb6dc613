import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { variants } from '#kernel/localized.ts'
import { attemptView, handIn, saveAnswer, startAttempt } from '#modules/learning/index.ts'
import { confirmName } from '#modules/people/index.ts'
import { buildStatement, storeStatements } from '#modules/records/index.ts'
import { changeSetting } from '#platform/settings.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer, testLearner } from '../../../../tests/support/test-course.ts'
import {
  certificatePdf,
  certificatesApi,
  certificatesOf,
  issueCertificate,
  issuePending,
  issuerSetting,
  pendingCertificates,
  removeCertificatesOf,
  revokeCertificate,
  verify,
} from '../index.ts'

let app: TestApp
let course: Awaited<ReturnType<typeof publishTestCourse>>
beforeAll(async () => {
  app = await testApp()
  course = await publishTestCourse(app, { attempts: 100, years: 3 })
})
afterAll(() => app.close())

async function pass(person: PersonId, test: string, code = 'T01'): Promise<string> {
  const attempt = app.newId()
  const started = await startAttempt(app, { person, course: code, test, attempt })
  if (!started.ok) throw new Error(started.refusal)
  const view = await attemptView(app.db, { person, attempt, variant: 'en', now: app.now() })
  for (const { question } of view?.items ?? [])
    await saveAnswer(app, { person, attempt, item: question.id, id: app.newId(), response: rightAnswer(question.id), sequence: 1 })
  return attempt
}

async function complete(person: PersonId, code = 'T01'): Promise<void> {
  for (const test of ['1', '2', 'final']) await handIn(app, { person, attempt: await pass(person, test, code) })
}

const named = (person: PersonId) => confirmName(app, { person, cyrillic: 'Марија Сабо', latin: 'Marija Szabó' })
const held = (person: PersonId) => certificatesOf(app.db, person, app.now())

async function holder(code = 'T01'): Promise<{ person: PersonId; number: string }> {
  const person = await testLearner(app)
  await named(person)
  await complete(person, code)
  await app.settle()
  return { person, number: (await held(person))[0]?.number ?? '' }
}

describe('issuing', () => {
  test('follows from the last test by itself, with both names as they were written', async () => {
    const { person, number } = await holder()
    const [one, ...more] = await held(person)
    expect(more).toEqual([])
    expect(number).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/)
    expect(one?.frozen).toMatchObject({
      names: { cyrillic: 'Марија Сабо', latin: 'Marija Szabó' },
      title: { 'sr-Cyrl': 'Потврда о завршеном курсу', en: 'Certificate of course completion' },
      course: { code: 'T01', version: '1.0.0', hours: 4, legalState: '2026-03-01' },
      percent: 100,
      validUntil: '2029-11-23',
      issuer: {},
      sample: true,
    })
  })

  test('waits until the name is confirmed, then issues what waited', async () => {
    const person = await testLearner(app)
    await complete(person)
    await app.settle()
    expect(await held(person)).toEqual([])
    expect((await pendingCertificates(app, person)).map(({ code }) => code)).toEqual(['T01'])
    expect(await issueCertificate(app, { person, courseVersion: course.id })).toEqual({ ok: false, refusal: 'name-not-confirmed' })
    await named(person)
    await issuePending(app, person)
    await issuePending(app, person)
    expect(await held(person)).toHaveLength(1)
    expect(await pendingCertificates(app, person)).toEqual([])
  })

  test('is refused to whoever has not completed the course, whatever her device says', async () => {
    const person = await testLearner(app)
    await named(person)
    await handIn(app, { person, attempt: await pass(person, 'final') })
    const forged = (['completed', 'passed', 'scored'] as const).map((verb) =>
      buildStatement(app, { id: app.newId(), person, verb, activity: 'course/T01/version/1.0.0', at: app.now() }),
    )
    await app.db.transact((tx) => storeStatements(app, tx, forged, 'device'))
    expect(await issueCertificate(app, { person, courseVersion: course.id })).toEqual({ ok: false, refusal: 'not-completed' })
    expect(await issueCertificate(app, { person, courseVersion: app.newId() })).toEqual({ ok: false, refusal: 'no-such-course' })
    expect(await held(person)).toEqual([])
  })

  test('fifty completions at the same moment issue one certificate', async () => {
    const person = await testLearner(app)
    await named(person)
    for (const test of ['1', '2']) await handIn(app, { person, attempt: await pass(person, test) })
    const attempt = await pass(person, 'final')
    const completions = Array.from({ length: 50 }, (_, i) =>
      i % 2 === 0 ? handIn(app, { person, attempt }) : issueCertificate(app, { person, courseVersion: course.id }),
    )
    await Promise.all(completions)
    await Promise.all([app.settle(), ...Array.from({ length: 50 }, () => issueCertificate(app, { person, courseVersion: course.id }))])
    expect(await held(person)).toHaveLength(1)
  })

  test('what was issued does not change with the name, the issuer or the course', async () => {
    const { person, number } = await holder()
    const before = await verify(app.db, number, app.now())
    await confirmName(app, { person, cyrillic: 'Друго Име', latin: 'Drugo Ime' })
    await app.db.transact((tx) => changeSetting(tx, issuerSetting, { issuer: { 'sr-Cyrl': 'Неки центар' } }, app.now()))
    expect(await verify(app.db, number, app.now())).toEqual(before)
    const next = await holder()
    expect((await held(next.person))[0]?.frozen.issuer).toEqual({ issuer: { 'sr-Cyrl': 'Неки центар' } })
  })

  test('a blended course says only the hours of its online part', async () => {
    await publishTestCourse(app, { code: 'T02', format: 'blended' })
    const { person } = await holder('T02')
    expect((await held(person))[0]?.frozen.course).toMatchObject({ format: 'blended', hours: 0.5 })
  })
})

describe('verifying', () => {
  test('finds a number however it is typed, without the result', async () => {
    const { number } = await holder()
    const found = await verify(app.db, number.toLowerCase().replaceAll('-', ' '), app.now())
    expect(found?.state).toEqual({ kind: 'valid' })
    expect(JSON.stringify(found)).not.toContain('percent')
  })

  test.each(['', '7F3K-92QX-M4TD', "' or true --", 'x'.repeat(10_000)])('says of %j that there is none', async (number) => {
    expect(await verify(app.db, number, app.now())).toBeNull()
  })

  test('the machine address says the same, and that it is a sample', async () => {
    const { number } = await holder()
    const routes = new Hono()
    certificatesApi(app, routes)
    const answer = await routes.request(`/api/v1/certificates/${number}`)
    expect(await answer.json()).toMatchObject({ number, state: { kind: 'valid' }, sample: true })
    expect((await routes.request('/api/v1/certificates/7F3K-92QX-M4TD')).status).toBe(404)
  })

  test('a new main version of the course supersedes, a certificate for it does too', async () => {
    await publishTestCourse(app, { code: 'T03' })
    const { person, number } = await holder('T03')
    await publishTestCourse(app, { code: 'T03', version: '1.1.0' })
    expect((await verify(app.db, number, app.now()))?.state).toEqual({ kind: 'valid' })
    await complete(person, 'T03')
    await app.settle()
    expect((await verify(app.db, number, app.now()))?.state).toEqual({ kind: 'superseded', by: '1.1.0' })
    await publishTestCourse(app, { code: 'T03', version: '2.0.0' })
    expect((await held(person)).map(({ state }) => state.kind)).toEqual(['superseded', 'superseded'])
  })
})

describe('revoking', () => {
  const coordinator = actorWith(['coordinator'])

  test('is for coordinators and says why to everybody', async () => {
    const { number } = await holder()
    const actor = { ...coordinator, id: app.newId() as PersonId }
    expect(await revokeCertificate(app, { actor: actorWith(['learner', 'author']), number, reason: 'x' })).toEqual({
      ok: false,
      refusal: 'no-such-certificate',
    })
    expect(await revokeCertificate(app, { actor: null, number, reason: 'x' })).toEqual({ ok: false, refusal: 'no-such-certificate' })
    expect(await revokeCertificate(app, { actor, number, reason: ' ' })).toEqual({ ok: false, refusal: 'reason-missing' })
    expect((await verify(app.db, number, app.now()))?.state).toEqual({ kind: 'valid' })
    expect((await revokeCertificate(app, { actor, number, reason: 'издата грешком' })).ok).toBe(true)
    expect((await verify(app.db, number, app.now()))?.state).toEqual({ kind: 'revoked', on: '2026-11-23', reason: 'издата грешком' })
    expect(await revokeCertificate(app, { actor: 'operator', number, reason: 'други разлог' })).toEqual({ ok: false, refusal: 'no-such-certificate' })
  })

  test('a revoked certificate is not issued again', async () => {
    const { person, number } = await holder()
    await revokeCertificate(app, { actor: 'operator', number, reason: 'проба' })
    expect(await issueCertificate(app, { person, courseVersion: course.id })).toEqual({ ok: true, value: { number } })
  })
})

describe('the file', () => {
  test('is a PDF in each variant, the same to the byte every time, also when asked for twice at once', async () => {
    const { person, number } = await holder()
    for (const variant of variants) {
      const files = await Promise.all([certificatePdf(app, { person, number, variant }), certificatePdf(app, { person, number, variant })])
      files.push(await certificatePdf(app, { person, number, variant }))
      const bytes = await Promise.all(files.map((file) => (file.ok ? buffer(file.value.bytes) : Promise.reject(new Error(file.refusal)))))
      expect(bytes[0]?.subarray(0, 5).toString()).toBe('%PDF-')
      expect(new Set(bytes.map((one) => createHash('sha256').update(one).digest('hex'))).size).toBe(1)
    }
  }, 60_000)

  test("is its owner's alone", async () => {
    const { number } = await holder()
    const stranger = await testLearner(app)
    expect(await certificatePdf(app, { person: stranger, number, variant: 'en' })).toEqual({ ok: false, refusal: 'no-such-certificate' })
    expect(await certificatePdf(app, { person: stranger, number: '7F3K-92QX-M4TD', variant: 'en' })).toEqual({ ok: false, refusal: 'no-such-certificate' })
  })
})

test('the certificates of people can be taken out', async () => {
  const [gone, stays] = [await holder(), await holder()]
  await app.db.transact((tx) => removeCertificatesOf(tx, [gone.person]))
  expect(await held(gone.person)).toEqual([])
  expect(await held(stays.person)).toHaveLength(1)
})
