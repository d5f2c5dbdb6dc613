import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Reads what stands after `npm start --`. Files are meant from where the person typed, which npm tells in INIT_CWD.
 * Gives `{ help: true }`, `{ problem, values }` with the key of a sentence, or `{ args }` for the server.
 */
export function readArguments(given, typedIn = process.env.INIT_CWD ?? process.cwd()) {
  const args = []
  const waiting = [...given]
  while (waiting.length > 0) {
    const argument = waiting.shift()
    if (argument === '--help' || argument === '-h') return { help: true }
    if (argument === '--empty' || argument === '--lan') args.push(argument)
    else if (argument === '--tls') {
      const found = certificate(waiting.splice(0, 2), typedIn)
      if (found.problem !== undefined) return found
      args.push('--tls', ...found.paths)
    } else return { problem: 'notUnderstood', values: { argument } }
  }
  return { args }
}

function certificate(files, typedIn) {
  if (files.length < 2 || files.some((file) => file.startsWith('--'))) return { problem: 'tlsNeedsTwo', values: {} }
  const paths = files.map((file) => resolve(typedIn, file))
  const closed = paths.find((path) => !mayRead(path))
  return closed === undefined ? { paths } : { problem: 'tlsUnreadable', values: { file: closed } }
}

function mayRead(path) {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
