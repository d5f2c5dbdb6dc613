/** PRIV-07, PRIV-18: a real person with a real life in the centre; after her erasure not one byte of hers is left on the disk. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { saveNote, startAttempt } from '#modules/learning/index.ts'
import { sendDueLetters } from '#modules/notices/index.ts'
import { addPerson, confirmName, requestReset } from '#modules/people/index.ts'
import { askErasure, askExport, keepPrivacy, makeRequest } from '#modules/reports/index.ts'
import { wholeDatabase } from '../support/canary.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'

const canaries = ['Канаринка', 'Kanarinka', 'kanarinka', 'ТајнаБелешка', 'ТајниЗахтев']
let app: TestApp

beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

/** Every file of the data folder, and every row of the database, in which one of her words stands. */
async function tracesOfHer(): Promise<string[]> {
  const folder = app.config.dataFolder
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(files.map(async (file) => ({ at: file.slice(folder.length + 1), text: bothWays(await readFile(file)) })))
  const rows = (await wholeDatabase(app)).map(({ table, text }) => ({ at: table, text }))
  return [...texts, ...rows].filter(({ text }) => canaries.some((canary) => text.includes(canary))).map(({ at }) => at)
}

/** Letters carry their text in quoted-printable or base64, archives hold names at least. */
function bothWays(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  const encoded = text.replaceAll(/=\r?\n/g, '').replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
  const lines = [...text.matchAll(/^[A-Za-z0-9+/]{40,}={0,2}$/gm)].map(([line]) => Buffer.from(line, 'base64').toString('utf8')).join('')
  return text + encoded + lines
}

async function liveHerLife(): Promise<PersonId> {
  const added = await addPerson(app, { email: 'kanarinka@primer.test', name: 'Канаринка Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  const person = (added.ok ? added.value : '') as PersonId
  await confirmName(app, { person, cyrillic: 'Канаринка Пример', latin: 'Kanarinka Primer' })
  await requestReset(app, { email: 'kanarinka@primer.test', address: '192.0.2.1' })
  const course = await publishTestCourse(app)
  const noted = await saveNote(app, { person, course: course.code, unit: '1-1-prva', text: 'ТајнаБелешка' })
  expect(noted).toMatchObject({ ok: true })
  await startAttempt(app, { person, course: course.code, test: 'final', attempt: app.newId() })
  await makeRequest(app, { person, by: person, kind: 'object', words: 'ТајниЗахтев' })
  await askExport(app, { person, by: person, variant: 'sr-Cyrl' })
  await app.settle()
  await sendDueLetters(app)
  return person
}

test('not one byte of hers is left in database, files, letters, archives or log', async () => {
  const person = await liveHerLife()
  const before = await tracesOfHer()
  expect(before.filter((at) => at.startsWith('mail/')).length).toBeGreaterThan(0)
  expect(before).toEqual(expect.arrayContaining(['note', 'person', 'privacy_request']))
  expect(await askErasure(app, { person, by: person })).toMatchObject({ ok: true })
  await app.settle()
  await sendDueLetters(app)
  app.pass(8 * 86_400_000)
  await keepPrivacy(app)
  await app.settle()
  expect(await tracesOfHer()).toEqual([])
})

test('no record names anybody by an address, and the log by nothing', async () => {
  const { rows } = await app.db.executeSql(`select count(*)::int as count from statement where body::text ~ 'mbox|@primer'`)
  expect(rows).toEqual([{ count: 0 }])
  const log = await readFile(join(app.config.dataFolder, 'log'), 'utf8').catch(() => '')
  expect(canaries.filter((canary) => log.includes(canary))).toEqual([])
})
