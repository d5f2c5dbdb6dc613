import { buildIsFresh, buildPages } from '../launch/build.mjs'
import { Problem } from '../launch/problem.mjs'
import { runProject } from './project.mjs'

/** What `npm test` runs, in this order. Each check is one test; a project has as many as it says. */
export const steps = [
  { name: 'texts', always: true, run: check('tools/compile-texts.ts') },
  { name: 'build', always: true, needs: ['texts'], run: build },
  ...['types', 'format', 'lint', 'arrows', 'dead', 'map'].map((name) => ({ name, needs: ['texts'], run: check('tools/check.ts', name) })),
  project('units', ['texts']),
  project('architecture', ['texts']),
  project('commands', ['texts', 'build']),
  project('start', ['texts', 'build']),
  project('journeys', ['texts', 'build']),
  project('security', ['texts', 'build']),
  project('faults', ['texts', 'build']),
]

function project(name, needs) {
  return { name, needs, run: (tools) => runProject(name, tools) }
}

function check(file, ...args) {
  return async ({ node, quietly }) => oneOf(await quietly({ program: node, args: [file, ...args] }))
}

function oneOf({ code, said }) {
  return code === 0 ? { passed: 1, failed: 0, said } : { passed: 0, failed: 1, said }
}

async function build({ root, quietly }) {
  try {
    if (!buildIsFresh(root)) await buildPages(root, quietly)
    return { passed: 1, failed: 0, said: '' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { passed: 0, failed: 1, said: error.said }
  }
}
