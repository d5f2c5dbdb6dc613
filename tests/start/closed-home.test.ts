import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { accountNamed } from '#platform/postgres/account.ts'
import { copyPrograms, isHydrated } from '#platform/postgres/embedded.ts'
import { type PostgresStep, type PrivatePostgres, startPrivatePostgres } from '#platform/postgres/index.ts'
import type { SystemFolders } from '#platform/postgres/places.ts'
import { embeddedPrograms, findPrograms } from '#platform/postgres/programs.ts'
import { afterwards, asRoot, temporaryFolder } from './support/programs.ts'

interface Home {
  readonly dataFolder: string
  readonly systemFolders: SystemFolders
}

/** A home that only its owner may enter, and system folders of its own. */
function closedHome(): Home {
  const system = temporaryFolder()
  const home = temporaryFolder(0o700)
  mkdirSync(join(system, 'run'))
  return { dataFolder: join(home, 'clone/data'), systemFolders: { cache: join(system, 'cache'), lib: join(system, 'lib'), run: join(system, 'run') } }
}

async function started(home: Home, more: Partial<Parameters<typeof startPrivatePostgres>[0]> = {}): Promise<PrivatePostgres & { steps: PostgresStep[] }> {
  const steps: PostgresStep[] = []
  const result = await startPrivatePostgres({ ...home, ...more, progress: (step) => steps.push(step) })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  afterwards(() => result.value.stop())
  return { ...result.value, steps }
}

async function ask(postgres: PrivatePostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...postgres.connection })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

/** Root lends the database another user, whom a closed home keeps out; an ordinary user lives in it himself. */
const elsewhere = (home: Home): string => (asRoot ? home.systemFolders.lib : home.dataFolder)

describe('A clone in a home that is closed to others', () => {
  it('keeps its database where its user can go, says so in one line, and finds it again', async () => {
    const home = closedHome()
    const first = await started(home)
    await ask(first, 'create table kept as select 1 as n')
    await first.stop()
    const place = (await ask(await started(home), "select current_setting('data_directory') as place, (select n from kept) as n"))[0]
    expect(place).toMatchObject({ n: 1, place: expect.stringContaining(elsewhere(home)) })
    expect(first.steps.map(({ step }) => step)).toEqual(asRoot ? ['databaseElsewhere', 'creatingDatabase'] : ['creatingDatabase'])
    const pointer = JSON.parse(readFileSync(join(home.dataFolder, 'postgres.json'), 'utf8'))
    expect(pointer.place).toBe(asRoot ? (place as { place: string }).place : 'postgres')
  })

  it('takes along a database that was made while the home was open', async () => {
    const home = closedHome()
    mkdirSync(home.dataFolder, { recursive: true })
    const outer = dirname(dirname(home.dataFolder))
    for (const folder of [dirname(outer), outer]) chmodSync(folder, 0o755)
    const open = await started(home)
    await ask(open, 'create table kept as select 7 as n')
    await open.stop()
    expect(existsSync(join(home.dataFolder, 'postgres'))).toBe(true)

    chmodSync(outer, 0o700)
    expect(await ask(await started(home), 'select n from kept')).toEqual([{ n: 7 }])
    expect(existsSync(join(home.dataFolder, 'postgres'))).toBe(!asRoot)
  })

  it('copies the programs of the packages to where they may be run', async () => {
    const home = closedHome()
    const [packaged] = findPrograms().filter(({ source }) => source === 'embedded')
    if (!packaged) throw new Error('The package of PostgreSQL for this machine is not installed.')
    const native = join(dirname(home.dataFolder), 'native')
    await copyPrograms(dirname(packaged.folder), native)
    rmSync(join(native, 'lib/libpq.so.5'), { force: true })
    const programs = [embeddedPrograms(native, packaged.version)]

    const first = await started(home, { programs })
    expect(await ask(first, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.stop()
    expect(first.steps.some(({ step }) => step === 'copyingPrograms')).toBe(asRoot)
    const used = asRoot ? (first.steps.find(({ step }) => step === 'copyingPrograms')?.folder ?? '') : native
    expect(await isHydrated(used)).toBe(true)
    const second = await started(home, { programs })
    expect(second.steps.some(({ step }) => step === 'copyingPrograms')).toBe(false)
  })

  it('uses a short path for the socket however long the path of the data is', async () => {
    const home = closedHome()
    const long = { ...home, dataFolder: join(home.dataFolder, 'довољно дугачко име фасцикле '.repeat(4).trim()) }
    const { connection } = await started(long)
    expect(Buffer.byteLength(`${connection.host}/.s.PGSQL.5432`)).toBeLessThan(100)
    expect(statSync(connection.host).mode & 0o077).toBe(0)
  })
})

describe('The user that root lends', () => {
  it('is looked up by name, and is never root', () => {
    const users = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nputokaz:x:998:997::/:/bin/false\nevil:x:0:0::/:/bin/sh'
    expect(accountNamed('putokaz', users)).toEqual({ uid: 998, gid: 997 })
    expect(accountNamed('nobody', users)).toEqual({ uid: 65_534, gid: 65_534 })
    expect(accountNamed('evil', users)).toBeUndefined()
    expect(accountNamed('absent', users)).toBeUndefined()
  })
})
