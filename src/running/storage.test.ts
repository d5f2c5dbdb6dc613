import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { databaseSizes } from '#platform/database-facts.ts'
import { changeSetting } from '#platform/settings.ts'
import { actorWith } from '../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { emptyOldTrash, orphans, removeOrphans, storage, takeBack } from './storage.ts'

let app: TestApp
const actor = actorWith(['admin'], { id: '018f0000-0000-7000-8000-000000000001' as PersonId })
const day = 86_400_000

beforeAll(async () => {
  app = await testApp()
  // The clock of the disk is the real one: the test goes on from there.
  app.pass(Math.max(0, Date.now() - app.now().getTime()))
})
afterAll(() => app.close())

test('Only what nothing names and what is not young is an orphan; a removal can be taken back, and ends after its days', async () => {
  const used = await app.blobs.keep(Buffer.from('%PDF-1.7 used'))
  const lost = await app.blobs.keep(Buffer.from('lost'))
  await app.db.transact((tx) => changeSetting(tx, 'test-file', { deep: { file: { hash: used } } }, app.now()))
  expect(await orphans(app)).toEqual([])
  app.pass(2 * day)
  expect((await orphans(app)).map(({ hash }) => hash)).toEqual([lost])
  expect((await storage(app)).kinds.map(({ kind, count }) => [kind, count]).sort()).toEqual([
    ['PDF', 1],
    ['TXT, CSV, MD', 1],
  ])

  expect(await removeOrphans(app, { actor, count: 2 })).toEqual({ ok: false, refusal: 'other-count' })
  expect(await removeOrphans(app, { actor, count: 1 })).toEqual({ ok: true, value: { count: 1, bytes: 4 } })
  expect(await app.blobs.size(lost)).toBeUndefined()
  expect((await storage(app)).trash.count).toBe(1)
  expect(await takeBack(app, { actor })).toEqual({ ok: true, value: 1 })
  expect(await text(app.blobs.read(lost))).toBe('lost')

  app.pass(2 * day)
  await removeOrphans(app, { actor, count: 1 })
  app.pass(6 * day)
  expect(await emptyOldTrash(app)).toBe(0)
  app.pass(2 * day)
  expect(await emptyOldTrash(app)).toBe(1)
  expect(await takeBack(app, { actor })).toEqual({ ok: false, refusal: 'nothing' })
  expect(await text(app.blobs.read(used))).toBe('%PDF-1.7 used')
})

test('The sizes of tables are there, partitions counted with their table', async () => {
  const { bytes, tables } = await databaseSizes(app.db, { most: 500 })
  expect(bytes).toBeGreaterThan(1_000_000)
  expect(tables.map(({ table }) => table)).toContain('audit_entry')
  expect(tables.filter(({ table }) => /_\d{4}_\d\d$/.test(table))).toEqual([])
})
