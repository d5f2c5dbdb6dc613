import { simpleParser } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { tellEnding } from '#modules/certificates/index.ts'
import { declinable, declineLetters, openedLetter, outbox } from '#modules/notices/index.ts'
import { changeConsent } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { addCertificate } from '../../src/modules/certificates/store.ts'
import { minute, type PostOffice, postOffice } from '../support/post-office.ts'
import type { TestApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'

let office: PostOffice
let base: TestApp
let app: App
let person: PostOffice['person']
let deliver: PostOffice['deliver']
let trial: PostOffice['trial']
let standing: PostOffice['standing']
let lettersTo: PostOffice['lettersTo']

beforeAll(async () => {
  office = await postOffice()
  ;({ base, app, person, deliver, trial, standing, lettersTo } = office)
})
afterEach(() => office.rest())
afterAll(() => office.close())

describe('A certificate that runs out', () => {
  async function certificate(owner: PersonId, number: string, validUntil: string) {
    const course = await courseOnce()
    const frozen = {
      title: { en: 'Certificate' },
      names: { cyrillic: 'Марија Пример', latin: 'Marija Primer' },
      course: { code: 'T01', version: '1.0.0', title: { 'sr-Cyrl': 'Увод; са „знацима“, \\ и\nредом' }, format: 'online', hours: 4 },
      outcomes: [],
      completedOn: '2024-01-01',
      issuedOn: '2024-01-01',
      validUntil,
      issuer: {},
      sample: false,
    } as const
    const row = { number, person: owner, course: 'T01', course_version: course, version: '1.0.0', issued_at: new Date('2024-01-01'), frozen }
    await app.db.transact((tx) => addCertificate(tx, { ...row, revoked_at: null, revoked_reason: null, revoked_by: null }))
  }
  let published: Promise<string> | undefined
  const courseOnce = () => (published ??= publishTestCourse(base).then(({ id }) => id))
  const inDays = (days: number) => new Date(app.now().getTime() + days * 24 * 60 * minute).toISOString().slice(0, 10)
  const agree = (id: string, agreed: boolean) => changeConsent(app, { person: id as PersonId, purpose: 'reminders', agreed, variant: 'sr-Cyrl' })

  test('is told of once, sixty days before, with the day for a calendar', async () => {
    const { id, email } = await person()
    await agree(id, true)
    const until = inDays(61)
    await certificate(id, 'AAAA-BBBB-CCCC', until)
    expect(await tellEnding(app)).toBe(0)
    base.pass(24 * 60 * minute)
    expect([await tellEnding(app), await tellEnding(app)]).toEqual([1, 0])
    await deliver()
    const [letter, ...more] = lettersTo(email)
    expect(more).toEqual([])
    const parsed = await simpleParser(letter?.raw ?? '')
    const calendar = parsed.attachments.find(({ filename }) => filename === 'putokaz.ics')?.content.toString('utf8') ?? ''
    expect(letter?.raw.toString()).toContain('text/calendar; charset=utf-8; method=PUBLISH')
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n')
    expect(lines).toContain('METHOD:PUBLISH')
    expect(lines).toContain('UID:certificate-AAAA-BBBB-CCCC@localhost')
    expect(lines).toContain('SEQUENCE:0')
    expect(lines).toContain(`DTSTART;VALUE=DATE:${until.replaceAll('-', '')}`)
    expect(lines.find((line) => line.startsWith('SUMMARY:'))).toBe('SUMMARY:Истиче потврда: Увод\\; са „знацима“\\, \\\\ и\\nредом')
    expect(lines.find((line) => line.startsWith('DTSTAMP:'))).toMatch(/^DTSTAMP:\d{8}T\d{6}Z$/)
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  test('is told of only to who agreed to reminders, and no more from the moment she withdraws', async () => {
    const { id, email } = await person()
    await certificate(id, 'NNNN-PPPP-QQQQ', inDays(30))
    await tellEnding(app)
    await deliver()
    await agree(id, true)
    await app.db.executeSql(`delete from ending_certificate where number = 'NNNN-PPPP-QQQQ'`)
    await tellEnding(app)
    await agree(id, false)
    await deliver()
    expect(lettersTo(email)).toEqual([])
  })

  test('can be declined without signing in, by a key that is good for nothing else, and asked for again', async () => {
    const { id, email } = await person()
    await agree(id, true)
    await certificate(id, 'DDDD-EEEE-FFFF', inDays(30))
    await tellEnding(app)
    await deliver()
    const parsed = await simpleParser(lettersTo(email)[0]?.raw ?? '')
    const [, key = ''] = /\/sr\/letters\/([\w-]+)/.exec(parsed.text ?? '') ?? []
    expect(JSON.stringify(parsed.headers.get('list'))).toContain(`/sr/letters/${key}`)
    const [kept] = (await outbox(app.db, { kind: 'certificate-ending' })).letters
    expect((await openedLetter(app.db, kept?.id ?? ''))?.said?.text).not.toContain(key)
    expect(await declinable(app.db, 'x'.repeat(32))).toBeNull()
    expect(await declineLetters(app, { key, unwanted: true })).toEqual({ ok: true, value: { kind: 'certificate-ending', unwanted: true } })
    await certificate(id, 'GGGG-HHHH-JJJJ', inDays(20)).catch(() => undefined)
    await app.db.executeSql('delete from ending_certificate')
    await tellEnding(app)
    await deliver()
    expect(lettersTo(email)).toHaveLength(1)
    const trialLetter = await trial(id)
    await deliver()
    expect((await standing(trialLetter)).state).toBe('sent')
    await declineLetters(app, { key, unwanted: false })
    expect(await declinable(app.db, key)).toEqual({ kind: 'certificate-ending', unwanted: false })
  })

  test('is not told of when it was revoked in the meantime', async () => {
    const { id, email } = await person()
    await agree(id, true)
    await certificate(id, 'KKKK-LLLL-MMMM', inDays(10))
    await tellEnding(app)
    await app.db.executeSql(`update certificate set revoked_at = $1, revoked_reason = 'x' where number = 'KKKK-LLLL-MMMM'`, [app.now()])
    await deliver()
    expect(lettersTo(email)).toEqual([])
  })
})
