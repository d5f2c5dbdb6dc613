/** REL-16: a course is completed many times at once, by two workers that are killed between the number, its file and its letter. */
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { certificatePdf, issueCertificate, tellEnding } from '#modules/certificates/index.ts'
import { handIn } from '#modules/learning/index.ts'
import { sendDueLetters } from '#modules/notices/index.ts'
import { changeConsent } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'
import { patience, tellResult, times } from './extent.ts'
import { createLedger, type Found, type Ledger } from './ledger.ts'
import { type Failing, failingDatabase } from './support/failpoints.ts'
import { aboutToComplete } from './support/learning-life.ts'

let app: TestApp
let connection: pg.ClientConfig
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app, { years: 1 })
  const { rows } = await app.db.executeSql('select current_database() as database')
  connection = { ...inject('postgres'), ...(rows[0] as { database: string }) }
})
afterAll(() => app.close())

const dying: Failing[] = []

/** A worker that ends within its next statements, in the middle of whatever it does. */
function dyingWorker(): { worker: App; failing: Failing } {
  const at = 1 + Math.floor(Math.random() * 12)
  const failing = failingDatabase(connection, { at, when: Math.random() < 0.5 ? 'before' : 'after', action: 'kill' })
  dying.push(failing)
  return { worker: { ...app, db: failing.db }, failing }
}

/** What a dying worker got done, if anything. */
async function untilDead(work: (worker: App) => Promise<unknown>): Promise<void> {
  const { worker, failing } = dyingWorker()
  await Promise.race([work(worker).catch(() => undefined), failing.ended])
}

async function completeAtOnce(ledger: Ledger): Promise<PersonId> {
  const { person, attempt } = await aboutToComplete(app)
  await changeConsent(app, { person, purpose: 'reminders', agreed: true, variant: 'sr-Cyrl' })
  await untilDead((worker) => handIn(worker, { person, attempt }))
  await Promise.all(Array.from({ length: 50 }, () => handIn(app, { person, attempt })))
  const { rows } = await app.db.executeSql('select course_version as version from attempt where id = $1', [attempt])
  const courseVersion = (rows[0] as { version: string }).version
  await untilDead((worker) => issueCertificate(worker, { person, courseVersion }))
  const issue = async () => {
    const issued = await issueCertificate(app, { person, courseVersion })
    if (issued.ok) ledger.sends(person, issued.value.number)('kept')
  }
  // The job of the completion, run by two workers, and everybody who asks for it by hand.
  await Promise.all([app.jobs.drain(app), app.jobs.drain(app), ...Array.from({ length: 50 }, issue)])
  return person
}

async function pdfOf(on: App, person: PersonId, number: string): Promise<string> {
  const made = await certificatePdf(on, { person, number, variant: 'sr-Cyrl' })
  if (!made.ok) throw new Error(made.refusal)
  return createHash('sha256')
    .update(await buffer(made.value.bytes))
    .digest('hex')
}

const certificates = async (of: TestApp = app): Promise<(Found & { content: string })[]> =>
  (await of.db.executeSql('select person as id, number as content from certificate')).rows as (Found & { content: string })[]

test('each completion has one certificate, one number, one file for ever, and its letter goes out once by its name', { timeout: patience }, async () => {
  const rounds = times(3, 50, 1000)
  const ledger = createLedger()
  for (let round = 0; round < rounds; round++) await completeAtOnce(ledger)
  const issued = await certificates()
  expect(ledger.judgeThings(issued)).toEqual([])
  expect(new Set(issued.map(({ content }) => content)).size).toBe(rounds)

  const unstable: string[] = []
  for (const { id, content: number } of issued) {
    const person = id as PersonId
    await untilDead((worker) => certificatePdf(worker, { person, number, variant: 'sr-Cyrl' }))
    const sums = await Promise.all([1, 2].map(() => pdfOf(app, person, number)))
    if (new Set([...sums, await pdfOf(app, person, number)]).size > 1) unstable.push(number)
  }
  expect(unstable).toEqual([])

  app.pass(320 * 86_400_000)
  for (let death = 0; death < Math.min(rounds, 10); death++) await untilDead((worker) => tellEnding(worker))
  await Promise.all([tellEnding(app), tellEnding(app)])
  await Promise.all([app.jobs.drain(app), app.jobs.drain(app)])
  for (let death = 0; death < Math.min(rounds, 10); death++) {
    await untilDead((worker) => sendDueLetters(worker))
    // What a dead sender had claimed is free again after a while.
    app.pass(15 * 60_000)
  }
  await Promise.all([sendDueLetters(app), sendDueLetters(app)])
  const { rows } = await app.db.executeSql(`select id, person, state from letter where kind = 'certificate-ending'`)
  const letters = rows as { id: string; person: string; state: string }[]
  expect(new Set(letters.map(({ person }) => person)).size).toBe(rounds)
  expect(letters.length).toBe(rounds)
  expect(letters.filter(({ state }) => state !== 'sent')).toEqual([])
  const laid = await readdir(join(app.config.dataFolder, 'mail'))
  expect(letters.filter(({ id }) => !laid.includes(`${id}.eml`))).toEqual([])
  tellResult('REL-16', {
    rounds,
    completions: rounds * 102,
    deaths: dying.filter((one) => one.fired()).length,
    certificates: issued.length,
    letters: letters.length,
    faults: 0,
  })
})

test('a number that is given twice, or two for one completion, is found out', () => {
  const ledger = createLedger()
  ledger.sends('marija', 'AAAA')('kept')
  ledger.sends('jovan', 'BBBB')('kept')
  const right = [
    { id: 'marija', content: 'AAAA' },
    { id: 'jovan', content: 'BBBB' },
  ]
  expect(ledger.judgeThings(right)).toEqual([])
  expect(ledger.judgeThings([...right, { id: 'marija', content: 'CCCC' }])).toEqual([{ kind: 'doubled', id: 'marija' }])
  expect(
    ledger.judgeThings([
      { id: 'marija', content: 'AAAA' },
      { id: 'jovan', content: 'AAAA' },
    ]),
  ).toEqual([{ kind: 'changed', id: 'jovan' }])
})
