import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dependenciesAreFresh, installDependencies } from '../launch/dependencies.mjs'
import { findNode24 } from '../launch/node24.mjs'
import { Problem } from '../launch/problem.mjs'
import { sentence } from '../launch/say.mjs'
import { createCommands } from './commands.mjs'
import { prepareMachine } from './machine.mjs'
import { steps } from './steps.mjs'

const home = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const print = (line) => process.stdout.write(`${line}\n`)

/** Sets all up, runs every check, and ends with the line `N passed, N failed`. Gives the exit code. */
export async function test(given, root = home) {
  try {
    const wanted = chosen(given)
    const commands = createCommands(root)
    await prepareMachine(commands.quietly)
    await prepareTree(root, commands)
    return await runAll(wanted, { root, node: findNode24(root), ...commands })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.said) print(error.said)
    print(error.values.plain ?? sentence('en', error.key, error.values))
    return ending({ passed: 0, failed: 1 })
  }
}

function chosen(names) {
  const known = steps.map(({ name }) => name)
  const strange = names.filter((name) => !known.includes(name))
  if (strange.length > 0) throw new Problem('unknown', { plain: `Not known: ${strange.join(', ')}. There are: ${known.join(', ')}.` })
  return steps.filter(({ name, always }) => names.length === 0 || always || names.includes(name))
}

async function prepareTree(root, { quietly }) {
  if (dependenciesAreFresh(root)) return
  print('Installing the locked packages …')
  await installDependencies(root, quietly)
}

async function runAll(wanted, tools) {
  const sum = { passed: 0, failed: 0 }
  const broken = new Map()
  for (const step of wanted) {
    const began = performance.now()
    process.stdout.write(`${step.name.padEnd(14)}`)
    const missing = step.needs?.find((name) => broken.has(name))
    const told = missing ? { passed: 0, failed: 1, said: `Not run: ${missing} failed.` } : await step.run(tools)
    if (told.failed > 0) broken.set(step.name, told.names ?? [])
    sum.passed += told.passed
    sum.failed += told.failed
    print(`${lineOf(told).padEnd(30)} ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (told.failed > 0) print(told.said.trimEnd())
  }
  // Said once more at the end, where it is found without scrolling through the faults of all.
  for (const [step, names] of broken) print([`${step} failed`, ...names].join('\n  '))
  return ending(sum)
}

function lineOf({ passed, failed }) {
  return failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`
}

function ending({ passed, failed }) {
  print(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
