import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { failure } from '#platform/postgres/cluster.ts'
import { checkDatabase, checkDataFolder, checkFreeSpace, checkPort, portRefusal, type StartRefusal, startPrivatePostgres } from '#platform/postgres/index.ts'
import { choosePrograms, type Programs } from '#platform/postgres/programs.ts'
import { Refused } from '#platform/postgres/refusals.ts'
import { refusalSentence, stepSentence } from '#platform/postgres/sentences.ts'
import { afterwards, asRoot, nobody, run, temporaryFolder } from './support/programs.ts'

function occupy(port: number): Promise<() => void> {
  const server = createServer()
  afterwards(() => server.close())
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(() => server.close())))
}

describe('Before anything starts', () => {
  it('a taken port is refused, and one that is just being left is waited for', async () => {
    const leave = await occupy(4701)
    expect(await checkPort(4701, '127.0.0.1', 0)).toEqual({ ok: false, refusal: { reason: 'portTaken', port: 4701 } })
    const asked = checkPort(4701, '127.0.0.1', 5000)
    await wait(150)
    leave()
    expect(await asked).toEqual({ ok: true, value: 4701 })
    await occupy(4701)
  })

  it('a forbidden port and a foreign address are told apart from a taken one', async () => {
    expect(portRefusal(Object.assign(new Error(), { code: 'EACCES' }), 80, '::')).toEqual({ reason: 'portNotAllowed', port: 80 })
    expect(await checkPort(4702, '203.0.113.7')).toEqual({ ok: false, refusal: { reason: 'hostNotOurs', host: '203.0.113.7' } })
    expect(portRefusal(new Error('something else'), 80, '::')).toBeUndefined()
  })

  it('a data folder that this user may not write to is refused and stays as it was', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'kept'), 'as it was')
    chmodSync(folder, 0o555)
    const keeper = join(import.meta.dirname, 'support/keep-postgres.ts')
    const told = run({ command: process.execPath, args: [keeper, folder], user: asRoot ? nobody : undefined })
    expect(await told.ended).toBe(3)
    expect(told.said()).toEqual([{ refusal: { reason: 'dataFolderNotWritable', folder } }])
    expect(readdirSync(folder)).toEqual(['kept'])
    chmodSync(folder, 0o755)
  })

  it('a file where the data folder should be is refused', async () => {
    const file = join(temporaryFolder(), 'data')
    writeFileSync(file, '')
    expect(await startPrivatePostgres({ dataFolder: file })).toEqual({ ok: false, refusal: { reason: 'dataFolderNotWritable', folder: file } })
  })

  it('a data folder is made with its parents and found writable', async () => {
    const folder = join(temporaryFolder(), 'a/b')
    expect(await checkDataFolder(folder)).toEqual({ ok: true, value: folder })
    expect(readdirSync(folder)).toEqual([])
  })

  it('too little space is refused, also for a folder that is not there yet', async () => {
    const folder = join(temporaryFolder(), 'not/there')
    expect(await checkFreeSpace(folder, 1)).toMatchObject({ ok: true })
    const megabytes = 2 ** 40
    expect(await checkFreeSpace(folder, megabytes * 2 ** 20)).toEqual({ ok: false, refusal: { reason: 'diskFull', folder, megabytes } })
  })

  it('a database that does not answer is refused without telling its password', async () => {
    const found = await checkDatabase('postgresql://petar:tajna@127.0.0.1:4703/putokaz')
    expect(found).toEqual({ ok: false, refusal: { reason: 'databaseUnreachable', address: '127.0.0.1:4703/putokaz', code: 'ECONNREFUSED' } })
  })

  it('a server that accepts and says nothing is no database either', async () => {
    mkdirSync(temporaryFolder(), { recursive: true })
    await occupy(4704)
    const found = await checkDatabase('postgresql://petar@127.0.0.1:4704/putokaz')
    expect(found).toMatchObject({ ok: false, refusal: { reason: 'databaseUnreachable' } })
  })
})

describe('What PostgreSQL says when it gives up', () => {
  it.each<[string, StartRefusal['reason']]>([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'diskFull'],
    ['initdb: error: could not write to file: Disk quota exceeded', 'diskFull'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'databaseInUse'],
    ['PANIC:  could not locate a valid checkpoint record', 'databaseNotStarted'],
  ])('„%s“ is %s', (line, reason) => {
    expect(failure(['LOG:  starting', line, 'HINT:  nothing'], '/data').reason).toBe(reason)
  })

  it('an unforeseen end is told in its own words', () => {
    const lines = ['2026-01-01 UTC [1] FATAL:  could not map anonymous shared memory: Cannot allocate memory']
    expect(failure(lines, '/data')).toEqual({ reason: 'databaseNotStarted', cause: 'could not map anonymous shared memory: Cannot allocate memory' })
  })
})

describe('The choice of programs', () => {
  const programs = (major: number, source: Programs['source']): Programs => ({ folder: `/${major}/bin`, major, version: `${major}.1`, source })
  const both = [programs(15, 'system'), programs(18, 'embedded')]

  it('prefers the system for new data, and the same major for old data', () => {
    expect(choosePrograms(both, undefined).major).toBe(15)
    expect(choosePrograms(both, 18).major).toBe(18)
  })

  it.each<[readonly Programs[], number | undefined, StartRefusal]>([
    [[], undefined, { reason: 'postgresMissing' }],
    [both, 19, { reason: 'databaseNewer', found: 19, known: 18 }],
    [both, 16, { reason: 'databaseOtherVersion', found: 16, known: '15, 18' }],
  ])('refuses what it cannot open (%#)', (found, major, refusal) => {
    expect(() => choosePrograms(found, major)).toThrow(new Refused(refusal))
  })
})

describe('Every refusal and every step', () => {
  const refusals: StartRefusal[] = [
    { reason: 'portTaken', port: 1 },
    { reason: 'portNotAllowed', port: 1 },
    { reason: 'hostNotOurs', host: 'x' },
    { reason: 'dataFolderNotWritable', folder: '/x' },
    { reason: 'diskFull', folder: '/x', megabytes: 1 },
    { reason: 'postgresMissing' },
    { reason: 'databaseNewer', found: 2, known: 1 },
    { reason: 'databaseOtherVersion', found: 1, known: '2' },
    { reason: 'databaseInUse', process: 1 },
    { reason: 'databaseNotStarted', cause: 'x' },
    { reason: 'databaseUnreachable', address: 'x', code: 'y' },
    { reason: 'databaseTooOld', address: 'x', found: 1 },
  ]

  it.each(refusals)('$reason is one sentence in each variant, with its values in it', (refusal) => {
    for (const variant of ['sr-Cyrl', 'sr-Latn', 'en'] as const) {
      const sentence = refusalSentence(refusal, variant)
      expect(sentence).toMatch(/\p{Lu}/u)
      expect(sentence).not.toMatch(/undefined|[{}]|\n/)
    }
  })

  it.each(['creatingDatabase', 'recoveringDatabase', 'stoppingOrphan', 'copyingPrograms', 'databaseElsewhere'] as const)('%s is told', (step) => {
    expect(stepSentence({ step, folder: '/var/lib' }, 'sr-Cyrl')).toMatch(/\p{Script=Cyrillic}/u)
    expect(stepSentence({ step, folder: '/var/lib' }, 'en')).not.toMatch(/undefined/)
  })
})
