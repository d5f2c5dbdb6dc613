/** Work that leaves a device in a file, sealed by the code of the device itself, and enters here. */

import { verbs } from '@putokaz/xapi'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deviceKeyOf } from '#modules/people/index.ts'
import { activityId, statementsOf } from '#modules/records/index.ts'
import { askErasure, keepPrivacy } from '#modules/reports/index.ts'
import { type SignedInPerson, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import { apiRoutes } from '../../../api.ts'
import { fromBase64, importKeys, type Keys, seal, signed, toBase64 } from '../device/outbox/seal.ts'
import { signedText, type WorkFile, workFileFormat, workFileKeyInfo } from '../domain/work-file.ts'
import { attemptView, notesOf, startAttempt, takeInWorkFile, workFileLimits } from '../index.ts'

let app: TestApp
let routes: Hono
let ana: SignedInPerson
let petar: SignedInPerson
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  routes = apiRoutes(app, new Hono())
})
beforeEach(async () => {
  ;[ana, petar] = [await signedInAs(app), await signedInAs(app)]
})
afterAll(() => app.close())

const keysOf = async ({ person }: SignedInPerson): Promise<Keys> => importKeys(fromBase64((await deviceKeyOf(app, person.id))?.key ?? ''))
interface Piece {
  readonly to: string
  readonly body: object
  readonly id?: string
}
async function fileOf(
  of: SignedInPerson,
  pieces: readonly Piece[],
  change: Partial<Omit<WorkFile, 'format'>> & { format?: string } = {},
  keys?: Keys,
): Promise<WorkFile> {
  const own = keys ?? (await keysOf(of))
  const entries = await Promise.all(
    pieces.map(async ({ to, body, id = (body as { id?: string }).id ?? '' }) => {
      const { iv, data } = await seal(own, body)
      return { id, born: app.now().toISOString(), to, iv: toBase64(iv), data: toBase64(data) }
    }),
  )
  const unsigned = {
    format: workFileFormat,
    version: 1,
    person: of.person.id as string,
    epoch: app.epoch,
    made: app.now().toISOString(),
    entries,
    ...change,
  } as const
  return { ...unsigned, signature: await signed(own, workFileKeyInfo, signedText(unsigned as WorkFile)), ...change } as WorkFile
}
const read = (of: SignedInPerson, more: object = {}): Piece => ({
  to: 'statements',
  body: {
    id: app.newId(),
    actor: { account: { homePage: app.activityBase, name: of.person.id } },
    verb: { id: verbs.experienced },
    object: { id: activityId(app, 'course/T01/version/1.0.0/unit/1-1-prva') },
    timestamp: app.now().toISOString(),
    ...more,
  },
})
const note = (text = 'мисао'): Piece => ({ to: 'notes', body: { id: app.newId(), at: app.now().toISOString(), course: 'T01', unit: '1-1-prva', text } })
const enter = async (file: unknown, by = petar) => {
  const answer = await routes.request('http://localhost/api/v1/device/work-files', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: by.cookie },
    body: typeof file === 'string' ? file : JSON.stringify(file),
  })
  return { status: answer.status, said: (await answer.json()) as { error?: string; at?: string; entries?: { outcome: string; reason?: string }[] } }
}
const outcomes = ({ said }: Awaited<ReturnType<typeof enter>>) => said.entries?.map(({ outcome, reason }) => reason ?? outcome)

test('it is taken in for the person whose device made it, once, whoever brings it and however often', async () => {
  const file = await fileOf(ana, [
    read(ana),
    note(),
    { to: 'bookmarks', body: { id: app.newId(), at: app.now().toISOString(), course: 'T01', unit: '1-1-prva', marked: true } },
  ])
  expect(outcomes(await enter(file))).toEqual(['accepted', 'accepted', 'accepted'])
  expect(outcomes(await enter(file, ana))).toEqual(['there-already', 'there-already', 'there-already'])
  expect(await statementsOf(app.db, ana.person.id)).toMatchObject([{ authority: 'device' }])
  expect(await notesOf(app.db, ana.person.id)).toHaveLength(1)
  expect(await statementsOf(app.db, petar.person.id)).toEqual([])
})

test('answers of a test that is open here are taken in, and one that is older than what is kept is refused alone', async () => {
  const attempt = app.newId()
  expect(await startAttempt(app, { person: ana.person.id, course: 'T01', test: '1', attempt })).toMatchObject({ ok: true })
  const items = (await attemptView(app.db, { person: ana.person.id, attempt, variant: 'sr-Cyrl', now: app.now() }))?.items ?? []
  const [first, second] = items.map(({ question }) => question.id)
  const answer = (item: string | undefined, sequence: number, more: object = {}): Piece => ({
    to: 'answers',
    body: { id: app.newId(), attempt, item, sequence, response: null, ...more },
  })
  const file = await fileOf(ana, [answer(first, 7), answer(second, 8)])
  expect(outcomes(await enter(file))).toEqual(['accepted', 'accepted'])
  expect(outcomes(await enter(file))).toEqual(['there-already', 'there-already'])
  const refused = [answer(first, 3), answer(first, 9, { response: { type: 'essay' } }), answer(first, 9, { attempt: app.newId() }), answer(first, 9)]
  expect(outcomes(await enter(await fileOf(ana, refused)))).toEqual(['newer-kept', 'malformed', 'no-such-attempt', 'accepted'])
  expect(outcomes(await enter(await fileOf(petar, [answer(first, 10)])))).toEqual(['no-such-attempt'])
})

test('what the network brought already is not taken in again', async () => {
  const statement = read(ana)
  const sent = await routes.request('http://localhost/xapi/statements', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: ana.cookie },
    body: JSON.stringify([statement.body]),
  })
  expect(sent.status).toBe(200)
  expect(outcomes(await enter(await fileOf(ana, [statement, note()])))).toEqual(['there-already', 'accepted'])
})

test('one entry that is refused holds up none of the others, and says why', async () => {
  const stranger = { ...read(petar) }
  const pieces = [
    read(ana),
    stranger,
    read(ana, { result: { response: 'ana.probic@primer.test' } }),
    { to: 'statements', body: { id: app.newId() } },
    { to: 'grades', body: { id: app.newId() } },
    { ...note(), id: app.newId() },
    { to: 'notes', body: { id: app.newId(), course: '../x', unit: 'y', text: 'z' } },
    note('x'.repeat(4001)),
    note(),
  ]
  const expected = ['accepted', 'not-hers', 'tells', 'malformed', 'unknown-kind', 'other-id', 'no-such-place', 'note-too-long', 'accepted']
  expect(outcomes(await enter(await fileOf(ana, pieces)))).toEqual(expected)
})

test('a file that somebody else signed, or that was changed anywhere, is refused whole', async () => {
  const file = await fileOf(ana, [read(ana), note()])
  const refused = { status: 400, said: { error: 'wrong-signature', at: 'signature' } }
  expect(await enter(await fileOf(ana, [read(ana)], {}, await keysOf(petar)))).toEqual(refused)
  expect(await enter({ ...file, person: petar.person.id })).toEqual(refused)
  expect(await enter({ ...file, made: '2026-01-01T00:00:00.000Z' })).toEqual(refused)
  expect(await enter({ ...file, entries: file.entries.slice(1) })).toEqual(refused)
  expect(await enter({ ...file, entries: file.entries.map((entry) => ({ ...entry, to: 'place' })) })).toEqual(refused)
  expect(await statementsOf(app.db, ana.person.id)).toEqual([])
})

test('each refusal of a file names the place and the reason', async () => {
  const file = await fileOf(ana, [note()])
  expect((await enter('{')).said).toEqual({ error: 'not-a-work-file' })
  expect((await enter({ format: 'nesto' })).said).toEqual({ error: 'not-a-work-file' })
  expect((await enter({ ...file, version: 2 })).said).toEqual({ error: 'newer-format', at: 'version' })
  expect((await enter({ ...file, entries: [{ ...file.entries[0], iv: '!' }] })).said).toEqual({ error: 'malformed', at: 'entries.0.iv' })
  expect((await enter({ ...file, person: app.newId() })).said).toEqual({ error: 'unknown-person', at: 'person' })
  const many = Array.from({ length: workFileLimits.entries + 1 }, () => file.entries[0])
  expect(await enter({ ...file, entries: many })).toEqual({ status: 413, said: { error: 'too-large', at: 'entries' } })
  expect((await enter('x'.repeat(workFileLimits.bytes + 1))).status).toBe(413)
})

test('what somebody who was erased did on an old device does not bring her back', async () => {
  const file = await fileOf(ana, [read(ana), note()])
  await askErasure(app, { person: ana.person.id, by: ana.person.id })
  app.pass(8 * 86_400_000)
  await keepPrivacy(app)
  await app.settle()
  const by = await signedInAs(app)
  expect((await enter(file, by)).said).toEqual({ error: 'unknown-person', at: 'person' })
  const direct = await routes.request('http://localhost/xapi/statements', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: ana.cookie },
    body: JSON.stringify([read(ana).body]),
  })
  expect(direct.status).toBe(401)
  expect(await statementsOf(app.db, ana.person.id)).toEqual([])
  expect(await notesOf(app.db, ana.person.id)).toEqual([])
})

test('whoever brings in the work of somebody else is noted', async () => {
  const text = JSON.stringify(await fileOf(ana, [note(), note()]))
  expect(await takeInWorkFile(app, { by: petar.person.id, text })).toMatchObject({ ok: true })
  const { rows } = await app.db.executeSql(`select detail from audit_entry where deed = 'learning.work-file-taken-in'`)
  expect(rows).toContainEqual({ detail: { entries: 2, accepted: 2 } })
})

test('a visitor brings in nothing', async () => {
  expect((await enter(await fileOf(ana, [note()]), { ...ana, cookie: '' })).status).toBe(401)
})
