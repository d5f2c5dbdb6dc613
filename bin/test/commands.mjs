import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { codeOf } from '../launch/supervisor.mjs'

const said = 400_000

/** Runs programs to their end with the packages' own programs first on the path, and keeps what they said. */
export function createCommands(root) {
  const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { quietly: (command) => run({ cwd: root, ...command, env: { ...process.env, PATH, NO_COLOR: '1', ...command.env } }) }
}

function run({ program, args, cwd, env }) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: program.endsWith('.cmd') })
  // Whoever stops us wants no test to go on behind our back.
  const pass = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.once(signal, pass)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more) => {
      text = (text + more).slice(-said)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const one of signals) process.off(one, pass)
      if (signal !== null) process.exitCode = codeOf(null, signal)
      resolve({ code: codeOf(code, signal), said: text })
    })
  })
}
