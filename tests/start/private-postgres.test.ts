import { spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { databaseAccount } from '#platform/postgres/account.ts'
import { runGuarded } from '#platform/postgres/database-process.ts'
import { createDatabase, startPrivatePostgres } from '#platform/postgres/index.ts'
import { processMark } from '#platform/postgres/process-facts.ts'
import { findPrograms } from '#platform/postgres/programs.ts'
import { afterwards, asRoot, keepPostgres, nobody, run, temporaryFolder, untilGone } from './support/programs.ts'

const ordinary = asRoot ? nobody : undefined

describe('The private PostgreSQL', () => {
  it('makes a database on the first start and finds its rows again on the second', async () => {
    const folder = temporaryFolder()
    const first = await keepPostgres(folder, 'write')
    await first.until((line) => line.includes('acknowledged'))
    first.process.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(processMark(first.now.pid)).toBeUndefined()
    expect(existsSync(first.now.connection.host)).toBe(false)
    expect(existsSync(join(folder, 'postgres.lock'))).toBe(false)

    const second = await keepPostgres(folder)
    expect(second.now.kept.length).toBeGreaterThan(0)
    expect(second.said().some((line) => 'step' in line)).toBe(false)
  })

  it('runs as an ordinary user just the same', async () => {
    const folder = temporaryFolder()
    if (ordinary) chownSync(folder, ordinary.uid, ordinary.gid)
    const kept = await keepPostgres(folder, '', ordinary)
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
    kept.process.kill('SIGTERM')
    expect(await kept.ended).toBe(0)
  })

  it('listens on no network, lets nobody else at its socket, and writes through to the disk', async () => {
    const { now } = await keepPostgres(temporaryFolder())
    const client = new pg.Client({ ...now.connection })
    await client.connect()
    const { rows } = await client.query(
      "select name, setting from pg_settings where name in ('listen_addresses','fsync','synchronous_commit','server_encoding','full_page_writes')",
    )
    const { rows: collation } = await client.query('select datcollate from pg_database where datname = current_database()')
    await client.end()
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      server_encoding: 'UTF8',
    })
    expect(collation).toEqual([{ datcollate: 'C.UTF-8' }])
    expect(statSync(now.connection.host).mode & 0o777).toBe(0o700)
    expect(Buffer.byteLength(now.connection.host)).toBeLessThanOrEqual(90)
  })

  it('makes further databases, from a template too, and leaves an existing one alone', async () => {
    const { now } = await keepPostgres(temporaryFolder())
    await createDatabase(now.connection, 'copy of "it"', 'template1')
    await createDatabase(now.connection, 'copy of "it"')
    const client = new pg.Client({ ...now.connection, database: 'copy of "it"' })
    await client.connect()
    expect((await client.query('select current_database() as name')).rows).toEqual([{ name: 'copy of "it"' }])
    await client.end()
  })

  it('is kept from a second program that wants the same folder', async () => {
    const folder = temporaryFolder()
    const first = await keepPostgres(folder)
    const second = run({ command: process.execPath, args: [join(import.meta.dirname, 'support/keep-postgres.ts'), folder] })
    expect(await second.ended).toBe(3)
    expect(second.said()).toEqual([{ refusal: { reason: 'databaseInUse', process: first.pid } }])
    expect(processMark(first.now.pid)).toBeDefined()
  })

  it('works with the programs that came with the packages', async () => {
    const programs = findPrograms().filter(({ source }) => source === 'embedded')
    expect(programs).toHaveLength(1)
    const started = await startPrivatePostgres({ dataFolder: temporaryFolder(), programs })
    if (!started.ok) throw new Error(JSON.stringify(started.refusal))
    afterwards(() => started.value.stop())
    expect(started.value.version).toBe(programs[0]?.version)
  })

  it.each([
    ['99', { reason: 'databaseNewer', found: 99 }],
    ['9', { reason: 'databaseOtherVersion', found: 9 }],
  ])('refuses data of version %s and does not touch it', async (version, refusal) => {
    const folder = temporaryFolder()
    const first = await keepPostgres(folder)
    first.process.kill('SIGTERM')
    await first.ended
    writeFileSync(join(folder, 'postgres/PG_VERSION'), `${version}\n`)
    const control = readFileSync(join(folder, 'postgres/global/pg_control'))

    const again = await startPrivatePostgres({ dataFolder: folder })
    expect(again).toMatchObject({ ok: false, refusal })
    expect(readFileSync(join(folder, 'postgres/global/pg_control')).equals(control)).toBe(true)
  })
})

describe('After a kill', () => {
  it.each([
    ['root or oneself', undefined],
    ['an ordinary user', ordinary],
  ])('no database stays and no acknowledged row is lost (%s)', async (_, user) => {
    const folder = temporaryFolder()
    if (user) chownSync(folder, user.uid, user.gid)
    const acknowledged: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const keeper = await keepPostgres(folder, 'write', user)
      expect(keeper.now.kept).toEqual(expect.arrayContaining(acknowledged))
      await keeper.until((line) => line.includes('acknowledged'))
      await new Promise((resolve) => setTimeout(resolve, 100 + round * 70))
      keeper.process.kill('SIGKILL')
      await keeper.ended
      expect(await untilGone(keeper.now.pid)).toBe(true)
      acknowledged.push(...keeper.said<{ acknowledged?: number }>().flatMap((line) => line.acknowledged ?? []))
    }
    const last = await keepPostgres(folder, '', user)
    expect(last.now.kept).toEqual(expect.arrayContaining(acknowledged))
    expect(acknowledged.length).toBeGreaterThan(10)
  })

  it('of the database itself, a postmaster.pid whose number now belongs to another program stops nothing', async () => {
    const folder = temporaryFolder()
    const first = await keepPostgres(folder)
    process.kill(first.now.pid, 'SIGKILL')
    await untilGone(first.now.pid)
    first.process.kill('SIGKILL')
    await first.ended
    const stranger = run({ command: 'sleep', args: ['60'], user: ordinary })
    const file = join(folder, 'postgres/postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))

    await keepPostgres(folder)
    expect(processMark(stranger.pid)).toBeDefined()
  })

  it('a database that outlived its owner is stopped cleanly and started anew', async () => {
    const folder = temporaryFolder()
    const first = await keepPostgres(folder, 'write')
    await first.until((line) => line.includes('acknowledged'))
    first.process.kill('SIGTERM')
    await first.ended
    const place = join(folder, 'postgres')
    const account = databaseAccount(place)
    const { folder: programs } = findPrograms().find(({ major }) => first.now.version.startsWith(String(major))) ?? { folder: '' }
    const args = ['-D', place, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${place}`]
    const orphan = spawn(join(programs, 'postgres'), args, { ...account, cwd: '/', detached: true, stdio: 'ignore' })
    afterwards(() => orphan.kill('SIGQUIT'))
    await expect.poll(() => existsSync(join(place, 'postmaster.pid')), { timeout: 5000 }).toBe(true)

    const second = await keepPostgres(folder)
    expect(second.said()).toContainEqual({ step: 'stoppingOrphan' })
    expect(processMark(orphan.pid ?? 0)).toBeUndefined()
    expect(second.now.kept.length).toBeGreaterThan(0)
  })

  it('a first start that was cut off half-way begins again', async () => {
    const folder = temporaryFolder()
    const half = run({ command: process.execPath, args: [join(import.meta.dirname, 'support/keep-postgres.ts'), folder] })
    await expect.poll(() => existsSync(join(folder, 'postgres.new/base')), { timeout: 10_000, interval: 5 }).toBe(true)
    half.process.kill('SIGKILL')
    await half.ended
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    const whole = await keepPostgres(folder)
    expect(whole.now.kept).toEqual([])
    expect(existsSync(join(folder, 'postgres.new'))).toBe(false)
  })
})

describe('Where the machine has no setpriv', () => {
  it('a guarding shell ends the database with its owner, and passes signals on', async () => {
    const said: string[] = []
    const script = 'trap "echo asked; exit 5" INT; echo ready; while :; do sleep 0.05; done'
    const running = await runGuarded({ program: 'bash', args: ['-c', script], account: undefined, signal: 'TERM', said: (line) => said.push(line) })
    await expect.poll(() => said).toContain('ready')
    running.send('SIGTERM')
    expect(await running.ended).not.toBe(0)
  })

  it('the database ends when its owner is killed', async () => {
    const owner = run({ command: process.execPath, args: [join(import.meta.dirname, 'support/guard-a-sleeper.ts')] })
    const line = await owner.until((text) => text.startsWith('sleeper '))
    const sleeper = Number(line.split(' ')[1])
    owner.process.kill('SIGKILL')
    expect(await untilGone(sleeper)).toBe(true)
  })
})
