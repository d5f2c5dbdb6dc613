import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchNpm } from './ancestors.mjs'
import { readArguments } from './arguments.mjs'
import { buildIsFresh, buildPages } from './build.mjs'
import { dependenciesAreFresh, installDependencies } from './dependencies.mjs'
import { findNode24, majorOf } from './node24.mjs'
import { Problem } from './problem.mjs'
import { createVoice } from './say.mjs'
import { parentVariable } from './stay-with-parent.mjs'
import { createSupervisor } from './supervisor.mjs'

const oldestNode = 20
const home = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** `npm start`: everything up to a running server. Gives the exit code. */
export function start(given, root = home) {
  const voice = createVoice(process.stdout)
  return explained(async () => {
    const { help, problem, values, args } = readArguments(given)
    if (help) return voice.paragraphs('help') && 0
    if (problem !== undefined) throw new Problem(problem, values)
    const supervisor = watchedSupervisor()
    await prepare(root, voice, supervisor)
    if (supervisor.stopCode() !== undefined) return supervisor.stopCode()
    if (!buildIsFresh(root)) await voice.step('building', () => unlessStopped(supervisor, buildPages(root, supervisor.quietly)))
    return runProgram(root, supervisor, { file: 'src/server.ts', args })
  })
}

/** `npx putokaz …`: `start` is the same as `npm start`; the rest is the terminal's program. */
export function command(given, root = home) {
  if (given[0] === 'start') return start(given.slice(1), root)
  // Standard output belongs to the answer, which a script may read.
  const voice = createVoice(process.stderr)
  return explained(async () => {
    const supervisor = watchedSupervisor()
    await prepare(root, voice, supervisor)
    const stdio = ['inherit', 'inherit', 'inherit']
    return runProgram(root, supervisor, { file: 'src/cli.ts', args: given, stdio, cwd: process.cwd() })
  })
}

function watchedSupervisor() {
  const supervisor = createSupervisor()
  watchNpm(supervisor.npmGone)
  return supervisor
}

async function prepare(root, voice, supervisor) {
  if (majorOf(process.versions.node) < oldestNode) throw new Problem('nodeTooOld', { found: process.versions.node })
  if (dependenciesAreFresh(root)) return
  await voice.step('installing', () => unlessStopped(supervisor, installDependencies(root, supervisor.quietly)))
}

/** A helper that ended because we were asked to stop has not failed. */
async function unlessStopped(supervisor, work) {
  try {
    await work
  } catch (error) {
    if (supervisor.stopCode() === undefined) throw error
  }
}

async function runProgram(root, supervisor, { file, args, stdio, cwd = root }) {
  if (supervisor.stopCode() !== undefined) return supervisor.stopCode()
  const env = { ...process.env, [parentVariable]: String(process.pid) }
  const { code } = await supervisor.openly({ program: findNode24(root), args: [join(root, file), ...args], cwd, env, stdio })
  return code
}

async function explained(work) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.said) process.stderr.write(`${error.said}\n`)
    createVoice(process.stderr).line(error.key, error.values)
    return 1
  }
}
