/** Every file and what it imports, as dependency-cruiser sees it, and the rules that are broken. */
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'

const program = join(resolve(import.meta.dirname, '../..'), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

export interface Violation {
  readonly rule: { readonly name: string }
  readonly from: string
  readonly to: string
}

export interface Cruised {
  readonly source: string
  readonly dependencies: readonly { readonly resolved: string }[]
}

export interface Cruise {
  readonly violations: readonly Violation[]
  readonly totalCruised: number
  readonly modules: readonly Cruised[]
}

export async function cruise(folder: string): Promise<Cruise> {
  const said = await new Promise<string>((done, fail) => {
    // The exit code is the number of violations: the report says more.
    execFile(
      process.execPath,
      [program, 'src', 'packages', '--config', '.dependency-cruiser.mjs', '-T', 'json'],
      { cwd: folder, maxBuffer: 1e9 },
      (error, out) => (out === '' ? fail(error) : done(out)),
    )
  })
  const report = JSON.parse(said)
  return { violations: report.summary.violations, totalCruised: report.summary.totalCruised, modules: report.modules }
}
