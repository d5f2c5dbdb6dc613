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
import { createLedger, type FaultKind, type Found, type Ledger } from './ledger.ts'
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

async function pdfOf(on: App, person: PersonId, number: string): Promise<string | undefined> {
  const made = await certificatePdf(on, { person, number, variant: 'sr-Cyrl' })
  if (!made.ok) return undefined
  return createHash('sha256')
    .update(await buffer(made.value.bytes))
    .digest('hex')
}

const certificates = async (of: TestApp = app): Promise<(Found & { content: string })[]> =>
  (await of.db.executeSql('select person as id, number as content from certificate')).rows as (Found & { content: string })[]

/** What is wrong with the certificates and letters of so many completions, in words. */
type Wrong = FaultKind | 'a number twice' | 'no file, or another' | 'a letter too few or too many' | 'a letter not sent' | 'a letter not there'

interface Outcome {
  readonly wrong: Set<Wrong>
  readonly certificates: number
  readonly letters: number
}

async function complete(rounds: number): Promise<Outcome> {
  for (const table of ['certificate_file', 'ending_certificate', 'certificate', 'letter']) await app.db.executeSql(`delete from ${table}`)
  const ledger = createLedger()
  const people = new Set<PersonId>()
  for (let round = 0; round < rounds; round++) people.add(await completeAtOnce(ledger))
  const issued = await certificates()
  const wrong = new Set<Wrong>(ledger.judgeThings(issued).map(({ kind }) => kind))
  if (new Set(issued.map(({ content }) => content)).size !== issued.length) wrong.add('a number twice')
  for (const { id, content } of issued) if (!(await isOneFile(id as PersonId, content))) wrong.add('no file, or another')
  const letters = await remind(rounds)
  for (const one of await wrongIn(letters, people)) wrong.add(one)
  return { wrong, certificates: issued.length, letters: letters.length }
}

async function isOneFile(person: PersonId, number: string): Promise<boolean> {
  await untilDead((worker) => certificatePdf(worker, { person, number, variant: 'sr-Cyrl' }))
  const sums = await Promise.all([1, 2].map(() => pdfOf(app, person, number)))
  return sums[0] !== undefined && new Set([...sums, await pdfOf(app, person, number)]).size === 1
}

interface Letter {
  readonly id: string
  readonly person: string
  readonly state: string
}

/** A year later each is told that hers ends, by senders that die. */
async function remind(rounds: number): Promise<Letter[]> {
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
  return (await app.db.executeSql(`select id, person, state from letter where kind = 'certificate-ending'`)).rows as unknown as Letter[]
}

async function wrongIn(letters: readonly Letter[], people: ReadonlySet<PersonId>): Promise<Wrong[]> {
  const laid = await readdir(join(app.config.dataFolder, 'mail'))
  const wrong: Wrong[] = []
  if (letters.length !== people.size || new Set(letters.map(({ person }) => person)).size !== people.size) wrong.push('a letter too few or too many')
  if (letters.some(({ state }) => state !== 'sent')) wrong.push('a letter not sent')
  if (letters.some(({ id }) => !laid.includes(`${id}.eml`))) wrong.push('a letter not there')
  return wrong
}

test('each completion has one certificate, one number, one file for ever, and its letter goes out once by its name', { timeout: patience }, async () => {
  const rounds = times(3, 50, 1000)
  const { wrong, ...counted } = await complete(rounds)
  expect([...wrong]).toEqual([])
  expect(counted).toEqual({ certificates: rounds, letters: rounds })
  tellResult('REL-16', { rounds, completions: rounds * 102, deaths: dying.filter((one) => one.fired()).length, ...counted, faults: 0 })
})

/** Each completion gets a second certificate, and each person a second letter. */
const plant = `
  create function again() returns trigger language plpgsql as $$ begin
    insert into certificate (number, person, course, course_version, version, issued_at, frozen)
      values ('X' || new.number, new.person, new.course, gen_random_uuid(), new.version, new.issued_at, new.frozen);
    return null; end $$;
  create trigger again after insert on certificate for each row when (new.number not like 'X%') execute function again();
  create function twice() returns trigger language plpgsql as $$ begin
    new.id := gen_random_uuid()::text; new.occasion := 'X' || new.occasion; insert into letter select new.*;
    return null; end $$;
  create trigger twice after insert on letter for each row when (new.occasion not like 'X%') execute function twice()`

test('a centre that certifies a completion twice, and writes each letter twice, is found out', { timeout: patience }, async () => {
  await app.db.executeSql(plant)
  const { wrong } = await complete(1)
  expect([...wrong]).toEqual(expect.arrayContaining(['doubled', 'a letter too few or too many']))
})
