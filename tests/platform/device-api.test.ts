import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceKeyOf, mergePeople } from '#modules/people/index.ts'
import { askErasure, keepPrivacy } from '#modules/reports/index.ts'
import { rawHandle } from '#platform/db.ts'
import { apiRoutes } from '../../src/api.ts'
import { makeBackup } from '../../src/backup/make-backup.ts'
import { noteBackup } from '../../src/backup/status.ts'
import { type SignedInPerson, signedInAs } from '../support/signed-in.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'

let app: TestApp
let routes: Hono
let ana: SignedInPerson
let folder: string
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  routes = apiRoutes(app, new Hono())
  ana = await signedInAs(app)
  folder = await mkdtemp(join(tmpdir(), 'putokaz-device-'))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const asked = async (cookie: string) => (await routes.request('/api/v1/device', { headers: { cookie } })).json() as Promise<Record<string, unknown>>
const saveNote = (cookie: string) =>
  routes.request('/api/v1/learning/notes', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ course: 'T01', unit: '1-1-prva', text: 'мисао' }),
  })

test('a visitor is told nothing', async () => {
  expect((await routes.request('/api/v1/device')).status).toBe(401)
  expect((await routes.request('/api/v1/device', { headers: { cookie: 'session=forged' } })).status).toBe(401)
})

test('a person gets the same key on each device, and nobody else gets it', async () => {
  const [first, second] = [await asked(ana.cookie), await asked(ana.cookie)]
  expect(first).toMatchObject({ person: ana.person.id, epoch: app.epoch, safeBelow: null, homePage: app.activityBase, merged: [] })
  expect(Buffer.from(String(first.key), 'base64').length).toBe(32)
  expect(second.key).toBe(first.key)
  expect((await asked((await signedInAs(app)).cookie)).key).not.toBe(first.key)
})

test('a database that was put back comes to the same keys, and another centre to others', async () => {
  const { key } = await asked(ana.cookie)
  const before = JSON.stringify((await app.db.executeSql('select * from person')).rows)
  expect(before).not.toContain(String(key))
  expect((await deviceKeyOf(app, ana.person.id))?.key).toBe(key)
  const keysFolder = await mkdtemp(join(tmpdir(), 'putokaz-keys-'))
  expect((await deviceKeyOf({ ...app, config: { ...app.config, keysFolder } }, ana.person.id))?.key).not.toBe(key)
  await rm(keysFolder, { recursive: true })
})

test('whoever has two accounts made one opens what either of them left on a device', async () => {
  const [one, other] = [await signedInAs(app), await signedInAs(app)]
  const before = await asked(other.cookie)
  expect((await mergePeople(app, { desk: 'terminal', survivor: one.person.id, merged: other.person.id })).ok).toBe(true)
  expect(await asked(one.cookie)).toMatchObject({ person: one.person.id, merged: [{ person: other.person.id, key: before.key }] })
})

test('nobody is given the key of somebody who was erased', async () => {
  const gone = await signedInAs(app)
  await asked(gone.cookie)
  await askErasure(app, { person: gone.person.id, by: gone.person.id })
  app.pass(8 * 86_400_000)
  await keepPrivacy(app)
  await app.settle()
  expect(await deviceKeyOf(app, gone.person.id)).toBeUndefined()
  expect((await routes.request('/api/v1/device', { headers: { cookie: gone.cookie } })).status).toBe(401)
})

const numberIn = (answered: Response, name: 'receipt' | 'safe-below') => Number(answered.headers.get(`x-putokaz-${name}`) ?? Number.NaN)

test.each([0, -86_400_000, 86_400_000])('a backup makes safe what was stored before it, and nothing else, when the clock jumps by %d ms', async (jump) => {
  const { cookie } = await signedInAs(app)
  const saved = await saveNote(cookie)
  expect(saved.status).toBe(200)
  expect(saved.headers.get('x-putokaz-epoch')).toBe(app.epoch)
  // Work arrives while the backup reads.
  let meanwhile: Response | undefined
  const wrote = async () => {
    meanwhile = await saveNote(cookie)
  }
  expect((await makeBackup(app, { file: join(folder, `${jump}.zip`), by: 'terminal', wrote })).ok).toBe(true)
  app.pass(jump)
  const later = await saveNote(cookie)
  const safe = numberIn(later, 'safe-below')
  expect((await asked(cookie)).safeBelow).toBe(safe)
  expect(numberIn(saved, 'receipt')).toBeLessThan(safe)
  expect(numberIn(meanwhile as Response, 'receipt')).toBeGreaterThan(safe)
  expect(numberIn(later, 'receipt')).toBeGreaterThan(safe)
  app.pass(-jump)
})

test('work whose transaction is under way while the backup reads is not called safe by it', async () => {
  const { cookie } = await signedInAs(app)
  const held = Promise.withResolvers<void>()
  const lets = Promise.withResolvers<void>()
  const holding = app.db.transact(async (tx) => {
    await sql`lock table note in exclusive mode`.execute(rawHandle(tx))
    held.resolve()
    await lets.promise
  })
  await held.promise
  const saving = saveNote(cookie)
  expect((await makeBackup(app, { file: join(folder, 'under-way.zip'), by: 'terminal' })).ok).toBe(true)
  lets.resolve()
  await holding
  const saved = await saving
  expect(saved.status).toBe(200)
  expect(numberIn(saved, 'receipt')).toBeGreaterThan(numberIn(saved, 'safe-below'))
})

test('only work gets a receipt: no reading, and no answer of a test, which is kept by no queue', async () => {
  const { cookie } = await signedInAs(app)
  const before = numberIn(await saveNote(cookie), 'receipt')
  for (const [method, path] of [
    ['GET', '/api/v1/device'],
    ['GET', '/xapi/statements?limit=1'],
    ['POST', `/api/v1/attempts/${app.newId()}/answers`],
  ] as const)
    expect((await routes.request(path, { method, headers: { cookie } })).headers.get('x-putokaz-receipt')).toBeNull()
  expect(numberIn(await saveNote(cookie), 'receipt')).toBe(before + 1)
})

test('a backup that cannot be read back is none: it is said, taken away, and makes nothing safe', async () => {
  const { cookie } = await signedInAs(app)
  const before = (await asked(cookie)).safeBelow
  app.pass(1000)
  const file = join(folder, 'torn.zip')
  const torn = await makeBackup(app, { file, by: 'terminal', wrote: () => truncate(file, 5000) })
  expect(torn).toEqual({ ok: false, refusal: { reason: 'backupUnreadable', file } })
  expect((await asked(cookie)).safeBelow).toBe(before)
})

test('a backup that nobody read back, as earlier versions noted it, makes nothing safe', async () => {
  const { cookie } = await signedInAs(app)
  await noteBackup(app.db, { at: app.now().toISOString(), file: 'x', ok: true, bytes: 1, verified: true }, app.now())
  expect((await asked(cookie)).safeBelow).toBeNull()
})
