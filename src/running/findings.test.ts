import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteDeed, sealAudit } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { noteBackup } from '../backup/status.ts'
import { examine, type Thing } from './findings.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

async function seenOf(thing: Thing, { of = app, thorough = false }: { of?: App; thorough?: boolean } = {}) {
  const found = (await examine({ app: of, thorough })).find((finding) => finding.thing === thing)
  return `${found?.state} ${found?.seen}`
}

test('A centre that has just begun has nothing wrong, and no backup yet', async () => {
  const wrong = (await examine({ app })).filter(({ state }) => state === 'wrong').map(({ thing }) => thing)
  // Whether pages were built says nothing of the centre.
  expect(wrong.filter((thing) => thing !== 'build')).toEqual([])
  expect(await seenOf('backup')).toBe('watch –')
})

test('A backup grows old, and one that failed is told of although an older one is good', async () => {
  const backup = { at: app.now().toISOString(), file: 'a.zip', ok: true }
  await noteBackup(app.db, backup, app.now())
  expect(await seenOf('backup')).toBe('fine 0 s')
  app.pass(27 * 3_600_000)
  expect(await seenOf('backup')).toBe('watch 27 h')
  await noteBackup(app.db, { ...backup, at: app.now().toISOString() }, app.now())
  await noteBackup(app.db, { ...backup, ok: false, reason: 'disk-full' }, app.now())
  expect(await seenOf('backup')).toMatch(/^watch/)
  app.pass(9 * 24 * 3_600_000)
  expect(await seenOf('backup')).toBe('wrong 9 d')
})

test('An audit log that was changed is found when it is read whole, and one that is not sealed before', async () => {
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'people.role-granted', by: 'terminal' }))
  app.pass(60_000)
  expect(await seenOf('audit', { thorough: true })).toMatch(/^watch/)
  await sealAudit(app)
  expect(await seenOf('audit', { thorough: true })).toBe('fine 1 · 0')
  await app.db.executeSql(`update audit_entry set deed = 'people.role-taken'`)
  expect(await seenOf('audit', { thorough: true })).toMatch(/^wrong changed 1 /)
})

test('Keys that others may read, and a program without its parts, are told of', async () => {
  await chmod(join(app.config.keysFolder, 'audit'), 0o644)
  expect(await seenOf('keys')).toMatch(/^watch .*audit$/)
  const elsewhere: App = { ...app, programFolder: app.config.dataFolder }
  expect(await seenOf('fonts', { of: elsewhere })).toBe('wrong –')
  expect(await seenOf('version', { of: elsewhere })).toMatch(/^wrong/)
  const lost: App = { ...app, config: { ...app.config, dataFolder: '/nowhere' } }
  expect(await seenOf('disk', { of: lost })).toMatch(/^wrong/)
  expect(await seenOf('database', { of: lost })).toMatch(/^fine PostgreSQL 15/)
})
