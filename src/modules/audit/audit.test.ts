import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rawHandle } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { writtenHeads } from './chain/heads-file.ts'
import { forgetAuditBefore, noteDeed, openNewChain, outlivedEntries, rememberHead, sealAudit, sealLag, verifyAudit } from './index.ts'
import { verifyAt } from './queries/verify.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const headsFile = () => join(app.config.dataFolder, 'audit-heads.log')

beforeEach(async () => {
  await app.db.executeSql(`truncate audit_entry, audit_anchor; update audit_head set number = 0, mac = ''`)
  await rm(headsFile(), { force: true })
})

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    app.pass(1000)
    await app.db.transact((tx) => noteDeed(app, tx, { deed: 'people.role-granted', by: 'terminal', on: `thing:${index}`, detail: { index, b: 'ж', a: null } }))
  }
}

const numbers = async () => (await app.db.executeSql('select number from audit_entry order by at, id')).rows.map((row) => (row as { number: number }).number)

test('Entries are chained in the order in which they were written, and the head is written down outside', async () => {
  await write(3)
  expect(await sealAudit(app)).toBe(3)
  await write(2)
  expect(await sealAudit(app)).toBe(2)
  expect(await numbers()).toEqual([1, 2, 3, 4, 5])
  expect(await verifyAudit(app)).toMatchObject({ sealed: 5, unsealed: 0, head: { number: 5 } })
  expect((await verifyAudit(app)).fault).toBeUndefined()
  const heads = (await readFile(headsFile(), 'utf8')).trim().split('\n')
  expect(heads.map((line) => JSON.parse(line).number)).toEqual([3, 5])
})

test('Of two sealers at once each entry gets one number, and the chain is whole', async () => {
  await write(40)
  const counts = await Promise.all([sealAudit(app), sealAudit(app), sealAudit(app), sealAudit(app)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40)
  expect(await verifyAudit(app)).toMatchObject({ sealed: 40, unsealed: 0 })
})

test('What commits after a later one was sealed is not passed over', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const late = app.db.transact(async (tx) => {
    await noteDeed(app, tx, { deed: 'people.role-granted', by: 'terminal', on: 'late' })
    await held
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await write(2)
  expect(await sealAudit(app)).toBe(2)
  release()
  await late
  expect(await sealAudit(app)).toBe(1)
  expect(await verifyAudit(app)).toMatchObject({ sealed: 3, unsealed: 0 })
})

test('A sealer that is killed before its head was written down is made up for at the next start', async () => {
  await write(2)
  await sealAudit(app)
  const before = await readFile(headsFile(), 'utf8')
  await write(2)
  await sealAudit(app)
  await writeFile(headsFile(), `${before}{"at":"2026-1`)
  expect((await verifyAudit(app)).fault).toBeUndefined()
  await rememberHead(app)
  await rememberHead(app)
  const lines = (await readFile(headsFile(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(JSON.parse(lines[2] ?? '').number).toBe(4)
})

test('Sealers whose connections are cut while they work leave one whole chain', async () => {
  await write(60)
  let working = true
  const cutting = (async () => {
    for (; working; await new Promise((resolve) => setTimeout(resolve, 3)))
      await app.db
        .executeSql(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query ilike '%audit_%' and random() < 0.3`)
        .catch(() => undefined)
  })()
  for (let round = 0; round < 8; round++) {
    await Promise.all([sealAudit(app), sealAudit(app)].map((sealing) => sealing.catch(() => 0)))
    await write(5).catch(() => undefined)
  }
  working = false
  await cutting
  await sealAudit(app)
  const { fault, unsealed, sealed } = await verifyAudit(app)
  expect(fault).toBeUndefined()
  expect(unsealed).toBe(0)
  expect(sealed).toBeGreaterThanOrEqual(60)
})

test('A sealer that is cut off in its work leaves nothing half done', async () => {
  await write(3)
  const broken = { ...app, newId: app.newId, now: app.now, db: { ...app.db, transact: cutBeforeCommit } } as TestApp
  await expect(sealAudit(broken)).rejects.toThrow('cut')
  expect((await verifyAudit(app)).fault).toBeUndefined()
  expect(await numbers()).toEqual([null, null, null])
  expect(await sealAudit(app)).toBe(3)
  expect(await verifyAudit(app)).toMatchObject({ sealed: 3 })
})

function cutBeforeCommit<T>(work: (tx: never) => Promise<T>): Promise<T> {
  return app.db.transact(async (tx) => {
    await work(tx as never)
    throw new Error('cut')
  })
}

test('An entry that nobody noted is neither sealed nor passed over', async () => {
  await write(1)
  await app.db.executeSql(`insert into audit_entry (id, at, deed, outcome, by, detail, mark)
    select gen_random_uuid(), at, deed, outcome, by, detail, mark from audit_entry`)
  expect(await sealAudit(app)).toBe(1)
  expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'foreign' } })
  expect(await sealLag(app.db)).toMatchObject({ waiting: 1 })
})

describe('After a restore', () => {
  test('a new chain names the old head, and what was lost is no fault', async () => {
    await write(5)
    await sealAudit(app)
    await write(5)
    await sealAudit(app)
    await restoreTo(6)
    await app.db.transact((tx) => openNewChain(app, tx, { reason: 'restore' }))
    await write(3)
    await sealAudit(app)
    expect((await verifyAudit(app)).fault).toBeUndefined()
    expect(await verifyAudit(app)).toMatchObject({ head: { number: 14 }, sealed: 10 })
  })

  test('without a new chain it is seen as cut', async () => {
    await write(5)
    await sealAudit(app)
    await restoreTo(3)
    expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'cut', number: 4 } })
  })

  test("into another centre, what the old key sealed is vouched for by the new one's, and still can't be changed", async () => {
    await write(4)
    await sealAudit(app)
    await write(1)
    await takeAnotherKey()
    expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'unproved' } })
    await app.db.transact((tx) => openNewChain(app, tx, { reason: 'restore' }))
    await write(2)
    await sealAudit(app)
    expect((await verifyAudit(app)).fault).toBeUndefined()
    expect(await verifyAudit(app)).toMatchObject({ sealed: 8 })
    await app.db.executeSql(`update audit_entry set deed = 'people.role-taken' where number = 2`)
    expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'unproved' } })
  })
})

async function restoreTo(number: number): Promise<void> {
  await app.db.executeSql(`delete from audit_entry where number is null or number > ${number};
    update audit_head set number = ${number}, mac = (select mac from audit_entry where number = ${number})`)
}

async function takeAnotherKey(): Promise<void> {
  await rm(join(app.config.keysFolder, 'audit'))
  app.memo.forget('audit-key')
}

describe('When old entries are removed', () => {
  test('the rest is proved from a checkpoint, and only the old ones are gone', async () => {
    await write(5)
    await sealAudit(app)
    const border = app.now()
    await write(5)
    await sealAudit(app)
    const before = new Date(border.getTime() + 1)
    expect(await outlivedEntries(app.db, before)).toMatchObject({ count: 5, oldest: expect.any(Date) })
    expect(await app.db.transact((tx) => forgetAuditBefore(app, tx, before))).toBe(5)
    await write(1)
    await sealAudit(app)
    expect((await verifyAudit(app)).fault).toBeUndefined()
    expect((await numbers()).toSorted((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11, 12])
    await app.db.executeSql('delete from audit_entry where number = 6')
    expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'missing', number: 6 } })
  })

  test('whoever has no key can remove none', async () => {
    await write(4)
    await sealAudit(app)
    await app.db.executeSql(`insert into audit_anchor select 2, 'checkpoint', 'retention', now(), 2, mac, 2, mac,
      (select key_mark from audit_anchor), '', 'forged' from audit_entry where number = 2; delete from audit_entry where number <= 2`)
    expect(await verifyAudit(app)).toMatchObject({ fault: { kind: 'anchor', number: 2 } })
  })
})

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Tamper = (n: number, m: number) => string
const total = 60
const tampers: Record<string, Tamper> = {
  'another deed': (n) => `update audit_entry set deed = deed || '-x' where number = ${n}`,
  'another outcome': (n) => `update audit_entry set outcome = 'refused' where number = ${n}`,
  'another doer': (n) => `update audit_entry set by = 'visitor' where number = ${n}`,
  'another person': (n) => `update audit_entry set about = gen_random_uuid() where number = ${n}`,
  'another thing': (n) => `update audit_entry set "on" = 'thing:x' where number = ${n}`,
  'no thing': (n) => `update audit_entry set "on" = null where number = ${n}`,
  'another detail': (n) => `update audit_entry set detail = detail || '{"index": -1}' where number = ${n}`,
  'one more detail': (n) => `update audit_entry set detail = detail || '{"c": 1}' where number = ${n}`,
  'a microsecond later': (n) => `update audit_entry set at = at + interval '1 microsecond' where number = ${n}`,
  'sealed later': (n) => `update audit_entry set sealed_at = sealed_at + interval '1 microsecond' where number = ${n}`,
  'another id': (n) => `update audit_entry set id = gen_random_uuid() where number = ${n}`,
  'another mark': (n) => `update audit_entry set mark = 'x' where number = ${n}`,
  'another sum': (n) => `update audit_entry set mac = 'x' where number = ${n}`,
  'no seal': (n) => `update audit_entry set number = null, mac = null, sealed_at = null where number = ${n}`,
  'one gone': (n) => `delete from audit_entry where number = ${n}`,
  'a run gone': (n, m) => `delete from audit_entry where number between ${Math.min(n, m)} and ${Math.max(n, m)}`,
  'one gone and the rest moved up': (n) =>
    `delete from audit_entry where number = ${n}; update audit_entry set number = -number where number > ${n};
     update audit_entry set number = -number - 1 where number < 0; update audit_head set number = ${total - 1}`,
  'two changed places': (n, m) =>
    `update audit_entry set number = -1 where number = ${n}; update audit_entry set number = ${n} where number = ${m};
     update audit_entry set number = ${m} where number = -1`,
  'two changed places with their seals': (n, m) =>
    `update audit_entry a set deed = b.deed, at = b.at, "on" = b."on", detail = b.detail, mark = b.mark
     from audit_entry b where (a.number, b.number) in ((${n}, ${m}), (${m}, ${n}))`,
  'one put in without a seal': (n) =>
    `insert into audit_entry select gen_random_uuid(), at, deed, outcome, by, about, "on", detail, mark, null, null, null from audit_entry where number = ${n}`,
  'one put in at the end': (n) =>
    `insert into audit_entry select gen_random_uuid(), at, deed, outcome, by, about, "on", detail, mark, ${total + 1}, sealed_at, mac from audit_entry where number = ${n};
     update audit_head set number = ${total + 1}, mac = (select mac from audit_entry where number = ${n})`,
  'one put in beyond the end': (n) =>
    `insert into audit_entry select gen_random_uuid(), at, deed, outcome, by, about, "on", detail, mark, ${total + 1}, sealed_at, 'x' from audit_entry where number = ${n}`,
  'one put in before the beginning': (n) =>
    `insert into audit_entry select gen_random_uuid(), at, deed, outcome, by, about, "on", detail, mark, 0, sealed_at, 'x' from audit_entry where number = ${n}`,
  'the end cut off, the head put right': (n) =>
    `delete from audit_entry where number >= ${n}; update audit_head set number = ${n - 1}, mac = coalesce((select mac from audit_entry where number = ${n - 1}), (select mac from audit_anchor))`,
  'everything gone': () => `delete from audit_entry; delete from audit_anchor; update audit_head set number = 0, mac = ''`,
  'the head moved back': (n) => `update audit_head set number = ${n - 1}`,
  'the head changed': () => `update audit_head set mac = 'x'`,
  'the beginning gone': () => 'delete from audit_anchor',
  'another beginning': () => `update audit_anchor set made_at = made_at + interval '1 second'`,
  'a beginning of another key': () => `update audit_anchor set key_mark = 'x'`,
}

/** SEC-65. */
test('100 of 100 random tampers in the database are found, and the first bad entry is named', { timeout: 120_000 }, async () => {
  await write(total)
  await sealAudit(app)
  const chance = chances(20_261_123)
  const kinds = Object.entries(tampers)
  const missed: string[] = []
  for (let round = 0; round < 100; round++) {
    const [kind, tamper] = kinds[round % kinds.length] ?? ['', () => '']
    const n = 1 + Math.floor(chance() * total)
    const m = 1 + ((n + Math.floor(chance() * (total - 1))) % total)
    if (!(await isFound(tamper(n, m)))) missed.push(`${kind} ${n} ${m}`)
  }
  expect(missed).toEqual([])
  expect((await verifyAudit(app)).fault).toBeUndefined()
})

/** Tampers in a transaction that is taken back. */
async function isFound(tamper: string): Promise<boolean> {
  let found = false
  const undo = new Error('undo')
  await app.db
    .transact(async (tx) => {
      for (const statement of tamper.split(/;\s*(?=update|delete|insert)/)) await sql.raw(statement).execute(rawHandle(tx))
      found = (await verifyAt(app, tx, await writtenHeads(app.config))).fault !== undefined
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return found
}

test.each([
  ['update audit_entry set deed = deed || 1 where number in (4, 7)', { kind: 'changed', number: 4 }],
  ['delete from audit_entry where number in (3, 5)', { kind: 'missing', number: 3 }],
])('%s names the first bad entry', async (tamper, fault) => {
  await write(8)
  await sealAudit(app)
  await app.db.executeSql(tamper)
  expect(await verifyAudit(app)).toMatchObject({ fault })
})
