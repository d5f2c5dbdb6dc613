import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { setting } from '#platform/settings.ts'
import { times } from '../../tests/security/extent.ts'
import { centreWithLife, type Lively } from '../../tests/support/centre-with-life.ts'
import { unzip } from '../../tests/support/rebuild-zip.ts'
import { type RestoreTarget, restoreTarget, tracesOf } from '../../tests/support/restore-target.ts'
import { allMigrations } from '../migrations.ts'
import { allTables } from './catalogue.ts'
import { leftOutTables, settingsOfTheMachine } from './left-out.ts'
import { makeBackup, makeBackupInto, makeDueBackup } from './make-backup.ts'
import { openBackup, verifyContent } from './read-backup.ts'
import { ownKey, type RestoreRequest, restoreBackup } from './restore/restore-backup.ts'
import { backupStatus, backupsIn } from './status.ts'

let centre: Lively
let folder: string
let file: string
const targets: RestoreTarget[] = []

beforeAll(async () => {
  centre = await centreWithLife()
  await centre.app.db.executeSql(`insert into record_client (id, key, secret_hash, name, scopes, origins, edition, made_at)
    values ('${randomUUID()}', 'kljuc', '\\x00', 'Огледни систем', '{all}', '{}', '1.0.3', '2026-11-23T09:00:00Z')`)
  folder = await mkdtemp(join(tmpdir(), 'putokaz-backup-test-'))
  file = join(folder, 'centre.zip')
  const made = await makeBackup(centre.app, { file, by: 'terminal' })
  if (!made.ok) throw new Error(made.refusal.reason)
})
afterEach(async () => {
  for (const target of targets.splice(0)) await target.close()
})
afterAll(async () => {
  await centre.app.close()
  await rm(folder, { recursive: true, force: true })
})

async function newTarget(): Promise<RestoreTarget> {
  const target = await restoreTarget()
  targets.push(target)
  return target
}

function restoreInto(target: RestoreTarget, wish: Partial<RestoreRequest> = {}) {
  return restoreBackup({ db: target.db, config: target.config, migrations: allMigrations, file, now: new Date(), newEpoch: randomUUID(), ...wish })
}

const ownSetting = (name: string) => (settingsOfTheMachine as readonly string[]).includes(name)

/** All that a backup must carry: every kept table but the settings of the machine. */
async function contentOf(app: Pick<App, 'db'>): Promise<Record<string, unknown>> {
  const { setting: _, audit_entry: __, audit_anchor: ___, audit_head: ____, ...traces } = await tracesOf(app.db)
  const settings = await app.db.executeSql('select key, value::text, changed_at::text from setting order by key')
  return { ...traces, settings: (settings.rows as { key: string }[]).filter(({ key }) => !ownSetting(key)) }
}

describe('a backup', () => {
  test('restored with the key of the centre is an equal centre, in tables, files and rights', async () => {
    const target = await newTarget()
    const key = await ownKey(centre.app.config)
    const restored = await restoreInto(target, { key })
    expect(restored).toMatchObject({
      ok: true,
      value: { trusted: true, files: 3, jobs: expect.any(Number), rights: { kept: true, roles: { admin: 1, coordinator: 1 } } },
    })
    expect(await contentOf(target)).toEqual(await contentOf(centre.app))
    for (const hash of centre.files)
      expect(await readFile(join(target.config.dataFolder, 'blobs', hash.slice(0, 2), hash))).toEqual(
        Buffer.from(await readFile(join(centre.app.config.dataFolder, 'blobs', hash.slice(0, 2), hash))),
      )
    const { rows } = await target.db.executeSql(`select tableoid::regclass::text as part from statement order by stored`)
    expect(rows).toEqual([{ part: 'statement_default' }, { part: 'statement_2026_09' }, { part: 'statement_2026_11' }])
  })

  test('begins a new epoch, ends all sessions, drops one-time secrets, opens a new audit chain and notes it', async () => {
    const target = await newTarget()
    const newEpoch = randomUUID()
    await restoreInto(target, { newEpoch, trust: true, admins: true })
    const app = await target.open()
    expect([app.epoch, app.epoch === centre.app.epoch]).toEqual([newEpoch, false])
    for (const table of ['session', 'one_time_secret']) expect((await app.db.executeSql(`select from ${table}`)).rows).toEqual([])
    const noted = await app.db.executeSql(
      `select deed, detail->>'epochBefore' as before from audit_entry where deed in ('backup.restored', 'audit.chain-opened') order by at, id`,
    )
    expect(noted.rows).toEqual([
      { deed: 'audit.chain-opened', before: null },
      { deed: 'backup.restored', before: centre.app.epoch },
    ])
    expect(await setting(app.db, 'after-restore')).toBeUndefined()
    expect(JSON.stringify(await verifyAudit(app))).not.toContain('"ok":false')
    await app.close()
  })

  test('brings work that waited, once, under the id it had', async () => {
    const target = await newTarget()
    await restoreInto(target, { trust: true })
    for (const round of [1, 2]) {
      const app = await target.open()
      const jobs = await app.db.executeSql(`select id from pgboss.job where data->>'reaction' = 'notices.write-reset'`)
      expect([round, jobs.rows]).toEqual([round, [{ id: '0198c0de-0000-7000-8000-00000000cafe' }]])
      await app.jobs.stop()
    }
  })

  test('holds no session, no one-time secret and no key of the machine', async () => {
    const bytes = Buffer.concat([...(await unzip(file)).values()])
    const key = await ownKey(centre.app.config)
    for (const canary of ['canary-session-token', 'canary-one-time']) {
      expect(bytes.includes(canary)).toBe(false)
      expect(bytes.includes(Buffer.from(canary).toString('hex'))).toBe(false)
    }
    expect(bytes.includes(key ?? Buffer.alloc(32))).toBe(false)
    expect(bytes.includes(key?.toString('hex') ?? '')).toBe(false)
  })

  test('names every table: kept, or left out with its reason', async () => {
    const opened = await openBackup({ file })
    if (!opened.ok) throw new Error(opened.refusal.reason)
    const { manifest } = opened.value
    await opened.value.close()
    const all = (await allTables(centre.app.db)).map(({ name }) => name)
    expect([...manifest.tables.map(({ name }) => name), ...Object.keys(manifest.leftOut)].sort()).toEqual(all.sort())
    expect(Object.keys(leftOutTables).filter((name) => !all.includes(name))).toEqual([])
  })

  test('shows the moment at which it began, whatever is written meanwhile', async () => {
    const busy = join(folder, 'busy.zip')
    let writing = true
    let written = 0
    const writer = (async () => {
      for (; writing; written++)
        await centre.app.db.transact(async () => {
          await centre.app.db.executeSql(
            `insert into fact (id, kind, body, recorded_at) select gen_random_uuid(), 'pair', jsonb_build_object('n', $1::int), now() from generate_series(1, 2)`,
            [written],
          )
        })
    })()
    while (written < 20) await new Promise((resolve) => setTimeout(resolve, 5))
    const made = await makeBackup(centre.app, { file: busy, by: 'terminal' })
    writing = false
    await writer
    expect(made.ok).toBe(true)
    const entries = await unzip(busy)
    const pairs =
      entries
        .get('tables/fact.jsonl')
        ?.toString()
        .split('\n')
        .filter((line) => line.includes('"pair"')) ?? []
    expect(pairs.length).toBeGreaterThanOrEqual(40)
    expect(pairs.length % 2).toBe(0)
    await centre.app.db.executeSql(`delete from fact where kind = 'pair'`)
  })

  test('never takes the place of a file, and leaves nothing when it fails', async () => {
    const before = await readFile(file)
    expect(await makeBackup(centre.app, { file, by: 'terminal' })).toEqual({ ok: false, refusal: { reason: 'backupThere', file } })
    expect(await readFile(file)).toEqual(before)
    expect(await makeBackup(centre.app, { file: join(folder, 'no/where.zip'), by: 'terminal' })).toMatchObject({ refusal: { reason: 'backupFolderMissing' } })
    const [hash = ''] = centre.files
    const blob = join(centre.app.config.dataFolder, 'blobs', hash.slice(0, 2), hash)
    const good = await readFile(blob)
    await writeFile(blob, 'rotten')
    expect(await makeBackup(centre.app, { file: join(folder, 'rotten.zip'), by: 'terminal' })).toEqual({
      ok: false,
      refusal: { reason: 'blobDamaged', file: hash },
    })
    await writeFile(blob, good)
    expect((await readdir(folder)).filter((name) => name.includes('rotten') || name.includes('unfinished'))).toEqual([])
    expect((await backupStatus(centre.app.db)).last).toMatchObject({ ok: false, reason: 'blobDamaged' })
    expect((await backupStatus(centre.app.db)).lastGood).toMatchObject({ ok: true })
  })

  test('of which two are asked for at once is made once', async () => {
    const both = await Promise.all(['a', 'b'].map((name) => makeBackup(centre.app, { file: join(folder, `${name}.zip`), by: 'terminal' })))
    expect(both.map((made) => (made.ok ? 'made' : made.refusal.reason)).sort()).toEqual(['backupUnderWay', 'made'])
  })
})

describe('an encrypted backup', () => {
  const passphrase = 'четири речи за копију'

  test('opens with its passphrase only, and carries the keys when it is told to', async () => {
    const sealed = join(folder, 'sealed.putokaz')
    const made = await makeBackup(centre.app, { file: sealed, passphrase, withKeys: true, by: 'terminal' })
    expect(made.ok).toBe(true)
    expect((await readFile(sealed)).includes('manifest')).toBe(false)
    const target = await newTarget()
    expect(await restoreInto(target, { file: sealed })).toMatchObject({ refusal: { reason: 'passphrase-needed' } })
    expect(await restoreInto(target, { file: sealed, passphrase: 'нека друга лозинка' })).toMatchObject({ refusal: { reason: 'wrong-passphrase' } })
    expect(await restoreInto(target, { file: sealed, passphrase })).toMatchObject({ ok: true, value: { trusted: true, rights: { kept: true } } })
    expect(await readFile(join(target.config.keysFolder, 'backup'))).toEqual(await ownKey(centre.app.config))
    expect((await stat(join(target.config.keysFolder, 'backup'))).mode & 0o777).toBe(0o600)
  })

  test('is refused when it was cut, at a border of its parts too, or when parts were swapped', async () => {
    const sealed = join(folder, 'to-cut.putokaz')
    await makeBackup(centre.app, { file: sealed, passphrase, by: 'terminal' })
    const whole = await readFile(sealed)
    const [header, part] = [59, 64 * 1024 + 16]
    for (const size of [0, 10, header, header + 5, header + part, header + part + 1, header + 2 * part, whole.length - 1]) {
      await copyFile(sealed, `${sealed}.cut`)
      await truncate(`${sealed}.cut`, size)
      const opened = await openBackup({ file: `${sealed}.cut`, passphrase })
      expect([size, opened.ok]).toEqual([size, false])
    }
    const swapped = Buffer.concat([
      whole.subarray(0, header),
      whole.subarray(header + part, header + 2 * part),
      whole.subarray(header, header + part),
      whole.subarray(header + 2 * part),
    ])
    await writeFile(`${sealed}.cut`, swapped)
    expect(await openBackup({ file: `${sealed}.cut`, passphrase })).toMatchObject({ refusal: { reason: 'damaged' } })
  })

  test('may not carry keys in the open', async () => {
    expect(await makeBackup(centre.app, { file: join(folder, 'open-keys.zip'), withKeys: true, by: 'terminal' })).toMatchObject({
      refusal: { reason: 'keysNeedPassphrase' },
    })
  })
})

describe('a change of one byte', () => {
  test.each([
    ['open', undefined, 200],
    // Each try stretches the passphrase anew.
    ['encrypted', 'четири речи за копију', times(200, 12)],
  ])(
    'anywhere in an %s backup is found, every time',
    async (kind, passphrase, tries) => {
      const victim = join(folder, `flip-${kind}`)
      await makeBackup(centre.app, { file: victim, passphrase, by: 'terminal' })
      const whole = await readFile(victim)
      const key = await ownKey(centre.app.config)
      let found = 0
      for (let i = 0; i < tries; i++) {
        const bytes = Buffer.from(whole)
        const at = placeOf(i, tries, bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8))
        await writeFile(`${victim}.flip`, bytes)
        const opened = await openBackup({ file: `${victim}.flip`, passphrase, key })
        // A changed HMAC is a seal of a centre that is not known, which a restore does not take unless it is told to.
        if (!opened.ok || !opened.value.trusted) found++
        if (opened.ok) await opened.value.close()
      }
      expect(found).toBe(tries)
    },
    300_000,
  )
})

/** A tenth in the first bytes, a fifth in the last ones, the others all over the file. */
function placeOf(i: number, tries: number, length: number): number {
  const [first, last] = [tries / 10, tries / 5]
  if (i < first) return i
  if (i < first + last) return length - 1 - Math.floor((i - first) * 4)
  return Math.floor((length * (i - first - last)) / (tries - first - last))
}

describe('a restore', () => {
  test('without the key of the centre wants to be told, and then strips all rights but to learn', async () => {
    const target = await newTarget()
    expect(await restoreInto(target)).toMatchObject({ refusal: { reason: 'not-trusted' } })
    const restored = await restoreInto(target, { trust: true })
    expect(restored).toMatchObject({ ok: true, value: { trusted: false, rights: { kept: false, rulers: ['ana@primer.invalid', 'petar@primer.invalid'] } } })
    expect((await target.db.executeSql('select distinct role from role_grant')).rows).toEqual([{ role: 'learner' }])
    expect((await target.db.executeSql('select revoked_at is null as good from record_client')).rows).toEqual([{ good: false }])
  })

  test('refuses a place that is not empty and leaves it as it is', async () => {
    const target = await newTarget()
    await target.db.executeSql('create table somebody_elses (n int)')
    expect(await restoreInto(target, { trust: true })).toMatchObject({ refusal: { reason: 'target-not-empty' } })
    expect((await allTables(target.db)).map(({ name }) => name)).toEqual(['somebody_elses'])
  })

  test('of a newer version is refused by its migrations, of an older one is brought up', async () => {
    const target = await newTarget()
    const older = allMigrations.map((one) => (one.module === 'records' ? { ...one, migrations: [] } : one))
    expect(await restoreInto(target, { trust: true, migrations: older })).toMatchObject({
      refusal: { reason: 'migrations-newer', rule: 'records/0001-records' },
    })
    const up = (db: Parameters<(typeof allMigrations)[0]['migrations'][0]['up']>[0]) =>
      db.schema
        .alterTable('person')
        .addColumn('newer', 'text', (column) => column.notNull().defaultTo('x'))
        .execute()
    const newer = [...allMigrations, { module: 'zukunft', migrations: [{ name: '0001-newer', up }] }]
    expect(await restoreInto(target, { trust: true, migrations: newer })).toMatchObject({ ok: true, value: { migrated: ['zukunft/0001-newer'] } })
    expect((await target.db.executeSql('select count(*)::int as people, min(newer) as newer from person')).rows).toEqual([{ people: 3, newer: 'x' }])
  })

  test('keeps whoever was erased out of the centre', async () => {
    const target = await newTarget()
    const erasures = join(target.config.dataFolder, 'erasures.log')
    await writeFile(erasures, `${JSON.stringify({ person: centre.learner, at: '2026-11-23T10:00:00Z', mac: 'x' })}\n`)
    await restoreInto(target, { trust: true })
    const app = await target.open()
    expect((await app.db.executeSql('select from person where id = $1', [centre.learner])).rows).toEqual([])
    await app.close()
  })

  test('that was cut after the data were in is finished by the next start', async () => {
    const target = await newTarget()
    await restoreInto(target, { trust: true })
    expect(await setting(target.db, 'after-restore')).toBeDefined()
    const app = await target.open()
    expect((await app.db.executeSql(`select from audit_entry where deed = 'backup.restored'`)).rows).toHaveLength(1)
    await app.close()
  })
})

describe('the schedule', () => {
  test('lays a backup every day, tries again sooner after a failure, and keeps what the rule says', async () => {
    const into = join(folder, 'daily')
    const { app } = centre
    const scheduled: App = { ...app, config: { ...app.config, backups: { folder: into, keep: '3d', beforeUpgrade: true } } }
    for (let hour = 0; hour < 24 * 6; hour += 4) {
      await makeDueBackup(scheduled)
      app.pass(4 * 3_600_000)
    }
    const kept = await backupsIn(into)
    expect(kept).toHaveLength(3)
    expect(new Set(kept.map(({ at }) => at.toISOString().slice(0, 10))).size).toBe(3)
    const opened = await openBackup({ file: join(into, kept[0]?.name ?? ''), key: await ownKey(app.config) })
    if (!opened.ok) throw new Error(opened.refusal.reason)
    expect((await verifyContent(opened.value)).ok).toBe(true)
    await opened.value.close()
  }, 60_000)

  test('takes nothing out when the new one was not made', async () => {
    const into = join(folder, 'failing')
    await makeBackupInto(centre.app, { folder: into, keep: '1d', by: 'program' })
    await rm(join(centre.app.config.dataFolder, 'blobs', (centre.files[1] ?? '').slice(0, 2)), { recursive: true })
    const [hash = ''] = centre.files
    await writeFile(join(centre.app.config.dataFolder, 'blobs', hash.slice(0, 2), hash), 'rotten')
    centre.app.pass(48 * 3_600_000)
    expect((await makeBackupInto(centre.app, { folder: into, keep: '1d', by: 'program' })).ok).toBe(false)
    expect(await backupsIn(into)).toHaveLength(1)
  })
})
