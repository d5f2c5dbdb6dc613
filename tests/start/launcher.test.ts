import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parentOf } from '../../bin/launch/ancestors.mjs'
import { readArguments } from '../../bin/launch/arguments.mjs'
import { buildIsFresh, hashOfSources } from '../../bin/launch/build.mjs'
import { agrees } from '../../bin/launch/dependencies.mjs'
import { smallClone } from './support/clone.ts'
import { run, type Told, temporaryFolder, untilGone } from './support/programs.ts'

const nodeFirst = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` }

function npmStart(folder: string, port: number, args: string[] = []): Told {
  return run({ command: 'npm', args: ['start', '--', ...args], cwd: folder, env: { ...nodeFirst, PORT: String(port) } })
}

interface Chain {
  readonly npm: number
  readonly launcher: number
  readonly server: number
}

async function listening(told: Told, folder: string, port: number): Promise<Chain> {
  await told.until((line) => line.includes(`http://localhost:${port}/`), 30_000)
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('at work')
  const [, server = 0, launcher = 0] = /server (\d+) (\d+)/.exec(readFileSync(join(folder, 'notes'), 'utf8')) ?? []
  return { npm: told.pid, launcher: Number(launcher), server: Number(server) }
}

const notes = (folder: string): string[] => readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n').slice(1)

describe('npm start', () => {
  it('installs, builds and starts on the first run, and only starts on the second', async () => {
    const folder = smallClone()
    const first = npmStart(folder, 4710)
    const { server } = await listening(first, folder, 4710)
    expect(first.lines.some((line) => /Installing .* \d+\.\d s/.test(line))).toBe(true)
    expect(first.lines.some((line) => /Building .* \d+\.\d s/.test(line))).toBe(true)
    const built = readFileSync(join(folder, 'build/handler.js'), 'utf8')
    first.process.kill('SIGTERM')
    expect(await untilGone(server)).toBe(true)

    const second = npmStart(folder, 4710)
    await listening(second, folder, 4710)
    expect(second.lines.some((line) => /Installing|Building/.test(line))).toBe(false)
    expect(readFileSync(join(folder, 'build/handler.js'), 'utf8')).toBe(built)
  })

  it.each(['npm', 'launcher', 'server'] as const)('leaves nobody behind when %s is killed', async (victim) => {
    const folder = smallClone()
    const told = npmStart(folder, 4711)
    const chain = await listening(told, folder, 4711)
    const shell = parentOf(chain.launcher)
    process.kill(chain[victim], 'SIGKILL')
    for (const each of [chain.server, chain.launcher, chain.npm, Number(shell)]) expect(await untilGone(each)).toBe(true)
    if (victim !== 'server') expect(notes(folder)[0]).toMatch(/SIGTERM|alone/)
  })

  it('passes on SIGTERM, lets the server finish and gives its exit code', async () => {
    const folder = smallClone()
    const told = run({ command: process.execPath, args: ['bin/start.mjs'], cwd: folder, env: { ...nodeFirst, PORT: '4712' } })
    await listening(told, folder, 4712)
    told.process.kill('SIGTERM')
    expect(await told.ended).toBe(0)
    expect(notes(folder)).toEqual(['SIGTERM'])
  })

  it('gives the server one Ctrl-C, though terminal and npm both send it', async () => {
    const folder = smallClone()
    const told = npmStart(folder, 4713)
    const { server } = await listening(told, folder, 4713)
    process.kill(-told.pid, 'SIGINT')
    await told.ended
    expect(await untilGone(server)).toBe(true)
    expect(notes(folder)).toEqual(['SIGINT'])
  })

  it('hands on the arguments and the exit code of the server', async () => {
    const folder = smallClone()
    const told = run({ command: process.execPath, args: ['bin/start.mjs', '--empty'], cwd: folder, env: nodeFirst })
    expect(await told.ended).toBe(7)
  })

  it('a build that fails is told with what the builder said, and is tried again', async () => {
    const folder = smallClone()
    const source = readFileSync(join(folder, 'src/server.ts'), 'utf8')
    writeFileSync(join(folder, 'src/server.ts'), `${source}\n// broken`)
    const told = run({ command: process.execPath, args: ['bin/start.mjs'], cwd: folder, env: nodeFirst })
    expect(await told.ended).toBe(1)
    expect(told.lines.join('\n')).toContain('a page is broken')
    expect(told.lines.at(-1)).toContain('The pages could not be built')
    expect(buildIsFresh(folder)).toBe(false)

    writeFileSync(join(folder, 'src/server.ts'), source)
    const again = run({ command: process.execPath, args: ['bin/start.mjs'], cwd: folder, env: { ...nodeFirst, PORT: '4714' } })
    await listening(again, folder, 4714)
  })

  it('an argument it does not know is refused in both languages before anything is done', async () => {
    const folder = smallClone()
    const told = run({ command: process.execPath, args: ['bin/start.mjs', '--lna'], cwd: folder })
    expect(await told.ended).toBe(1)
    expect(told.lines).toEqual(['Није јасно: --lna. Погледајте npm start -- --help · Not understood: --lna. See npm start -- --help'])
    expect(existsSync(join(folder, 'node_modules'))).toBe(false)
  })
})

describe('npx putokaz', () => {
  it('runs the terminal program with its arguments, and only its answer on standard output', async () => {
    const folder = smallClone()
    const told = run({ command: process.execPath, args: ['bin/putokaz.mjs', 'doctor', '--json'], cwd: folder, env: nodeFirst })
    expect(await told.ended).toBe(0)
    expect(told.lines).toContain('["doctor","--json"]')
  })
})

describe('The arguments', () => {
  it('are handed on, with the files of --tls found from where the person typed', () => {
    const folder = temporaryFolder()
    for (const name of ['cert.pem', 'key.pem']) writeFileSync(join(folder, name), '')
    expect(readArguments(['--lan', '--tls', 'cert.pem', 'key.pem'], folder)).toEqual({
      args: ['--lan', '--tls', join(folder, 'cert.pem'), join(folder, 'key.pem')],
    })
    expect(readArguments(['--tls', 'cert.pem'], folder)).toMatchObject({ problem: 'tlsNeedsTwo' })
    expect(readArguments(['--tls', 'cert.pem', 'no.pem'], folder)).toMatchObject({ problem: 'tlsUnreadable', values: { file: join(folder, 'no.pem') } })
    expect(readArguments(['--empty', '--help'], folder)).toEqual({ help: true })
  })
})

describe('What is fresh', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' }
  const lock = (packages: object): string => JSON.stringify({ packages: { '': {}, ...packages } })

  it('an install agrees with the lock unless a package is missing or another; only optional ones may be absent', () => {
    const wanted = lock({ 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } })
    expect(agrees(wanted, lock({ 'node_modules/a': entry }))).toBe(true)
    expect(agrees(wanted, lock({ 'node_modules/b': entry }))).toBe(false)
    expect(agrees(wanted, lock({ 'node_modules/a': { ...entry, version: '1.0.1' } }))).toBe(false)
    expect(agrees(wanted, lock({ 'node_modules/a': { ...entry, integrity: 'sha512-b' } }))).toBe(false)
    expect(agrees(wanted, '')).toBe(false)
  })

  it('the pages are stale when a source changes, not when a test or a generated file does', () => {
    const folder = smallClone()
    const before = hashOfSources(folder)
    writeFileSync(join(folder, 'src/a.test.ts'), 'a test')
    expect(hashOfSources(folder)).toBe(before)
    writeFileSync(join(folder, 'src/a.ts'), 'a source')
    expect(hashOfSources(folder)).not.toBe(before)
  })
})
