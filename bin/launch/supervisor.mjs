import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { boundCommand } from './bound-process.mjs'

const said = 8000
/** A terminal and npm both pass on one Ctrl-C: what comes again so soon is the same wish. */
const sameWish = 1500
const lastPatience = 45_000

/**
 * Runs one child after another and passes on to it that we should stop. `npmGone` ends it for certain:
 * nobody is left who could ask twice.
 */
export function createSupervisor() {
  const state = { child: undefined, group: false, stopped: undefined, asked: 0 }
  const pass = (signal) => {
    const now = performance.now()
    if (state.asked > 0 && now - state.asked < sameWish) return
    state.asked = now
    state.stopped ??= signal
    send(state, signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal))
  return {
    /** Runs a helper and keeps the end of what it said. */
    quietly: (command) => run(state, command, { group: true, stdio: ['ignore', 'pipe', 'pipe'] }),
    /** Runs the program itself, on our own terminal. */
    openly: (command) => run(state, command, { group: false, stdio: command.stdio ?? ['ignore', 'inherit', 'inherit'] }),
    npmGone() {
      pass('SIGTERM')
      setTimeout(() => send(state, 'SIGKILL'), lastPatience).unref()
    },
    stopCode: () => (state.stopped === undefined ? undefined : codeOf(null, state.stopped)),
  }
}

function run(state, { program, args, cwd, env = process.env }, { group, stdio }) {
  if (state.stopped !== undefined) return Promise.resolve({ code: codeOf(null, state.stopped), said: '' })
  const bound = boundCommand({ program, args, signal: 'TERM' }) ?? { program, args }
  // In its own session the child hears Ctrl-C from us alone, once, and is not cut off by it.
  const detached = process.platform !== 'win32'
  const child = spawn(bound.program, bound.args, { cwd, env, stdio, detached, shell: program.endsWith('.cmd') })
  Object.assign(state, { child, group })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (more) => {
      text = (text + more).slice(-said)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      state.child = undefined
      resolve({ code: codeOf(code, signal), said: text })
    })
  })
}

function send({ child, group }, signal) {
  if (child?.pid === undefined) return
  try {
    process.kill(group && process.platform !== 'win32' ? -child.pid : child.pid, signal)
  } catch {
    // It has just ended by itself.
  }
}

/** As a shell would tell it: 128 and the number of the signal. */
export function codeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0)
}
