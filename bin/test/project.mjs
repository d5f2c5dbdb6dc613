import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs one project of the tests and counts them. */
export async function runProject(name, { node, quietly }) {
  const folder = mkdtempSync(join(tmpdir(), 'putokaz-test-'))
  const file = join(folder, 'result.json')
  try {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const { code, said } = await quietly({ program: node, args })
    return judged(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, code, said)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The counts of a run, and the names of what failed. No success without tests, with one left out, or where the runner itself complained;
 * each of these counts as one that failed. Of what the runner said, the lines of tests that passed are left out.
 */
export function judged(result, code, said) {
  const files = result?.testResults ?? []
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const left = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
  // A file that can't be read has no tests, only a fault.
  const unread = files.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'))
  const failed = tests.length - passed + unread.length
  const names = [...unread.map((one) => one.name ?? ''), ...tests.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName)]
  if (tests.length === 0 && failed === 0) return { passed: 0, failed: 1, said: `${said}\nNo test ran.`, names }
  const complaint = left.length > 0 ? `\nLeft out, which counts as failed:\n${left.map(({ fullName }) => `  ${fullName}`).join('\n')}` : ''
  const told = said.replaceAll(/^ +✓ .*\n/gm, '')
  if (failed === 0 && code !== 0) return { passed, failed: 1, said: `${told}\nThe runner ended with ${code}.`, names }
  return { passed, failed, said: told + complaint, names }
}
