/** The two promises of the README, on a copy of this tree in a home that is closed to others: it starts, and it keeps. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holderOf } from '#platform/postgres/claim.ts'
import { parentOf } from '../../bin/launch/ancestors.mjs'
import { root, run, type Told, untilGone } from './support/programs.ts'

const clone = join(homedir(), `.putokaz-whole-start-${process.pid}`)
const data = join(clone, 'data')
const port = 4720
const address = `http://localhost:${port}/`
const install = 6 * 60_000

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true })
    cpSync(join(root, file), join(clone, file), { verbatimSymlinks: true })
  }
}, 60_000)

afterAll(() => {
  const pointer = join(data, 'postgres.json')
  const place: string = existsSync(pointer) ? JSON.parse(readFileSync(pointer, 'utf8')).place : ''
  if (isAbsolute(place)) rmSync(dirname(place), { recursive: true, force: true })
  rmSync(clone, { recursive: true, force: true })
}, 60_000)

interface Running extends Told {
  readonly server: number
  readonly launcher: number
  /** From the command to the first page, in milliseconds. */
  readonly took: number
  readonly page: Response
}

async function npmStart(milliseconds: number): Promise<Running> {
  const began = performance.now()
  const told = run({ command: 'npm', args: ['start'], cwd: clone, env: { ...process.env, PORT: String(port), PUTOKAZ_DATA: data } })
  await told.until((line) => line.includes(address), milliseconds)
  const page = await fetch(address, { headers: { accept: 'text/html' } })
  const took = performance.now() - began
  const server = (await holderOf(data))?.pid ?? 0
  return { ...told, server, launcher: parentOf(server) ?? 0, took, page }
}

async function stopped(running: Running): Promise<void> {
  running.process.kill('SIGTERM')
  expect(await untilGone(running.server, 30_000)).toBe(true)
}

describe('A fresh clone', () => {
  it(
    'starts with one command and answers with a page',
    async () => {
      const first = await npmStart(install)
      expect(first.page.status).toBe(200)
      expect(await first.page.text()).toContain('Путоказ')
      await stopped(first)
    },
    install + 30_000,
  )

  it('shows its first page within five seconds the second time', async () => {
    const second = await npmStart(60_000)
    expect(second.took).toBeLessThan(5000)
    await stopped(second)
  }, 90_000)

  it.each(['process', 'launcher', 'server'] as const)(
    'leaves no orphan when it is killed (%s), and starts again',
    async (victim) => {
      const running = await npmStart(60_000)
      process.kill(victim === 'process' ? running.pid : running[victim], 'SIGKILL')
      for (const each of [running.pid, running.launcher, running.server]) expect(await untilGone(each, 30_000)).toBe(true)
      const again = await npmStart(60_000)
      expect(again.page.status).toBe(200)
      await stopped(again)
    },
    180_000,
  )
})
