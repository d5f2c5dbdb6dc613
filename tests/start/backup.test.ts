/** Backup, restore and hand-over as an administrator does them: programs in data folders of their own, killed and out of room. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftOutTables } from '../../src/backup/left-out.ts'
import { inDatabase } from '../support/database.ts'
import { afterwards, asRoot, keepPostgres, root, run } from './support/programs.ts'

const place = mkdtempSync(join(tmpdir(), 'backup-start-'))
const data = join(place, 'data')
const backup = join(place, 'centre.zip')

interface Ended {
  readonly code: number | string
  readonly said: string
  readonly json: Record<string, unknown>
}

function start(dataFolder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return run({ command: process.execPath, args: [join(root, 'src/cli.ts'), ...args], env: { ...process.env, PUTOKAZ_DATA: dataFolder, ...env } })
}

async function putokaz(dataFolder: string, ...args: string[]): Promise<Ended> {
  const told = start(dataFolder, args)
  const code = await told.ended
  await wait(20)
  const said = told.lines.join('\n')
  return { code, said, json: (told.said<Record<string, unknown>>()[0] ?? {}) as Record<string, unknown> }
}

beforeAll(async () => {
  chmodSync(place, 0o711)
  const loaded = start(data, ['sample', 'load'])
  if ((await loaded.ended) !== 0) throw new Error(loaded.lines.join('\n'))
  const made = start(data, ['backup', backup])
  if ((await made.ended) !== 0) throw new Error(made.lines.join('\n'))
}, 120_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))

function newFolder(): string {
  const folder = mkdtempSync(join(place, 'd-'))
  chmodSync(folder, 0o711)
  return join(folder, 'data')
}

describe('a backup', () => {
  test('is verified, rehearsed, and restored into an empty data folder with the same counts', async () => {
    const verified = await putokaz(data, 'backup', 'verify', backup, '--json')
    expect(verified.json).toMatchObject({ trusted: true })
    const rehearsed = await putokaz(data, 'restore', backup, '--rehearse', '--json')
    expect(rehearsed.json).toMatchObject({ rows: verified.json['rows'], files: verified.json['files'], trusted: true })
    const target = newFolder()
    expect((await putokaz(target, 'restore', backup, '--trust', '--json')).json).toMatchObject({ rows: verified.json['rows'], files: verified.json['files'] })
    expect((await putokaz(target, 'doctor', '--json')).code).toBe(0)
    const again = join(place, 'again.zip')
    await putokaz(target, 'backup', again)
    const second = await putokaz(target, 'backup', 'verify', again, '--json')
    // A setting fewer and an audit line or two more.
    expect(Math.abs(Number(second.json['rows']) - Number(verified.json['rows']))).toBeLessThan(12)
    expect(second.json['epoch']).not.toBe(verified.json['epoch'])
  })

  test('that is killed at any moment is not there', async () => {
    const folder = join(place, 'killed')
    mkdirSync(folder)
    for (const after of [200, 400, 600, 700, 800, 900]) {
      const told = start(data, ['backup', join(folder, `${after}.zip`)])
      await wait(after)
      told.process.kill('SIGKILL')
      await told.ended
    }
    for (const name of readdirSync(folder).filter((one) => !one.startsWith('.')))
      expect((await putokaz(data, 'backup', 'verify', join(folder, name))).code).toBe(0)
  })

  test.runIf(asRoot)('on a full disk is refused, leaves nothing, and the centre goes on', async () => {
    const small = join(place, 'small')
    mkdirSync(small)
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small]).status).toBe(0)
    afterwards(() => spawnSync('umount', [small]))
    const refused = await putokaz(data, 'backup', join(small, 'centre.zip'), '--json')
    expect([refused.code, refused.json]).toEqual([1, { refused: { reason: 'backupDiskFull', file: join(small, 'centre.zip') } }])
    expect(readdirSync(small)).toEqual([])
    expect((await putokaz(data, 'doctor', '--json')).code).toBe(0)
  })
})

describe('a restore', () => {
  test('that is killed at any moment leaves an empty place, which takes the next one', async () => {
    for (const after of [300, 700, 1000, 1300, 1600, 2000]) {
      const target = newFolder()
      const told = start(target, ['restore', backup, '--trust'])
      await wait(after)
      told.process.kill('SIGKILL')
      await told.ended
      const next = await putokaz(target, 'restore', backup, '--trust', '--json')
      const whole = next.code === 0 || (next.json['fault'] as { reason?: string } | undefined)?.reason === 'target-not-empty'
      expect([after, whole, whole ? '' : next.said]).toEqual([after, true, ''])
      // Whole in either case: by the second try, or because the first had been done when it was killed.
      const seen = await putokaz(target, 'doctor', '--json')
      expect([after, seen.code]).toEqual([after, 0])
      expect(readdirSync(target)).not.toContain('blobs.restoring')
    }
  }, 180_000)

  test.runIf(asRoot)('without room for its files is refused before anything is written', async () => {
    const small = join(place, 'small-target')
    mkdirSync(small)
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=260m', 'tmpfs', small]).status).toBe(0)
    afterwards(() => spawnSync('umount', ['-l', small]))
    chmodSync(small, 0o711)
    const target = join(small, 'data')
    // Room for a database, but not for more.
    await putokaz(target, 'restore', join(place, 'nothing.zip'))
    const filler = join(small, 'filler')
    const { available } = { available: Number(spawnSync('df', ['--output=avail', '-B1', small]).stdout.toString().split('\n')[1]) }
    writeFileSync(filler, Buffer.alloc(Math.max(0, available - 40 * 1024 * 1024)))
    const refused = await putokaz(target, 'restore', backup, '--trust', '--json')
    expect([refused.code, (refused.json['fault'] as { reason?: string } | undefined)?.reason]).toEqual([1, 'disk-full'])
    rmSync(filler)
    expect((await putokaz(target, 'restore', backup, '--trust')).code).toBe(0)
  })
})

describe('an upgrade', () => {
  test('is preceded by a backup that restores; three stay; without one nothing is changed', async () => {
    const target = newFolder()
    for (let round = 0; round < 4; round++) {
      await makeOld(target)
      const upgraded = await putokaz(target, 'migrate', '--json')
      expect([upgraded.said, upgraded.code]).toEqual([expect.stringContaining('"migrated":["'), 0])
    }
    const kept = readdirSync(join(target, 'backups'))
    expect(kept).toHaveLength(3)
    const restored = await putokaz(newFolder(), 'restore', join(target, 'backups', kept[0] ?? ''), '--trust', '--json')
    expect([restored.said, restored.code]).toEqual([expect.stringContaining('"migrated":["'), 0])

    await makeOld(target)
    rmSync(join(target, 'backups'), { recursive: true })
    writeFileSync(join(target, 'backups'), 'a file where the folder should be')
    expect((await putokaz(target, 'migrate')).code).toBe(1)
    rmSync(join(target, 'backups'))
    const without = start(target, ['migrate'], { PUTOKAZ_NO_BACKUP: '1' })
    expect(await without.ended).toBe(0)
    expect(existsSync(join(target, 'backups'))).toBe(false)
  }, 180_000)
})

/** A database of an older version: of each module only the first migration ran. */
async function makeOld(dataFolder: string): Promise<void> {
  const kept = await keepPostgres(dataFolder)
  await inDatabase(dataFolder, (client) => client.query('drop schema public cascade; create schema public; drop schema if exists pgboss cascade'))
  const old = run({ command: process.execPath, args: [join(root, 'tests/start/support/migrate-until.ts'), JSON.stringify(kept.now.connection), 'first'] })
  expect(await old.ended).toBe(0)
  kept.process.kill('SIGTERM')
  await kept.ended
}

describe('the hand-over', () => {
  test('can be read with nothing of ours, and accounts for every row of every table', async () => {
    const folder = join(place, 'open')
    expect((await putokaz(data, 'export', '--open', folder)).code).toBe(0)
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
      tables: { name: string; rows: number; data: string; csv: string; schema: string; columnsLeftOut: string[] }[]
      leftOut: Record<string, string>
      files: { hash: string; path: string }[]
    }
    const kept = await keepPostgres(data)
    const tables = await inDatabase(data, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select relname::text as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition`,
      )
      const counts = rows.map(async ({ name }) => [name, Number((await client.query(`select count(*) as n from "${name}"`)).rows[0].n)] as const)
      return new Map(await Promise.all(counts))
    })
    kept.process.kill('SIGTERM')
    await kept.ended
    tables.delete('kept')
    const exported = new Map(index.tables.map((table) => [table.name, table]))
    expect([...exported.keys(), ...Object.keys(index.leftOut)].sort()).toEqual([...tables.keys()].sort())
    for (const [name, count] of tables) {
      if (name in leftOutTables) continue
      const table = exported.get(name)
      const rows = readFileSync(join(folder, table?.data ?? ''), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      // The export itself leaves no rows behind; the audit log seals what it had.
      expect([name, rows.length]).toEqual([name, table?.rows])
      expect([name, Math.abs(rows.length - count) <= 3]).toEqual([name, true])
      const schema = JSON.parse(readFileSync(join(folder, table?.schema ?? ''), 'utf8')) as {
        required: string[]
        properties: Record<string, { type?: string | string[] }>
      }
      for (const row of rows) expect(fits(row, schema)).toBe(true)
    }
    for (const { hash, path } of index.files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      ).toBe(hash)
    expect(exported.get('person')?.columnsLeftOut).toContain('password_hash')
    expect(readFileSync(join(folder, 'README.sr.md'), 'utf8')).toContain('xAPI')
    expect(readdirSync(join(folder, 'courses/C01'))).toHaveLength(1)
  }, 60_000)
})

/** A reader of JSON Schema in six lines: required names, no others, and the type of each. */
function fits(
  row: Record<string, unknown>,
  { required, properties }: { required: string[]; properties: Record<string, { type?: string | string[] }> },
): boolean {
  const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value)
  if (required.some((name) => !(name in row)) || Object.keys(row).some((name) => !(name in properties))) return false
  return Object.entries(properties).every(
    ([name, { type }]) =>
      type === undefined || [type].flat().includes(kindOf(row[name])) || ([type].flat().includes('number') && typeof row[name] === 'number'),
  )
}
