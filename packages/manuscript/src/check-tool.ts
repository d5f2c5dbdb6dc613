import type { Register } from './check-course.ts'
import type { Problem } from './problem.ts'
import { inFileOrder } from './sheet.ts'
import { type ToolSource, toolBases } from './tool.ts'

/** What is wrong between a tool, its file and the registers; `slugs` are those of all tools. */
export function checkTool(tool: ToolSource, name: string, register: Register, slugs: ReadonlySet<string>): Problem[] {
  const { file, lines } = tool
  const problem = (path: string, rule: Problem['rule'], detail: string): Problem => ({ file, line: lines[path] ?? 1, rule, detail })
  const misnamed = tool.slug === name ? [] : [problem('slug', 'bad-id', `${tool.slug} ≠ ${name}`)]
  const areas = tool.areas.flatMap((code, i) => (register.areas?.has(code) === false ? [problem(`areas.${i}`, 'unknown-area', code)] : []))
  const acts = toolBases(tool).flatMap(({ path, basis }) =>
    basis.cites.flatMap(({ act }) => (register.acts.has(act) ? [] : [problem(`${path}.cite`, 'unknown-act', act)])),
  )
  // What claims to be law or knowledge says on what it rests.
  const bare = toolBases(tool).flatMap(({ path, basis }) =>
    ['V', 'B', 'D', 'check'].includes(basis.mark) && basis.fact === undefined ? [problem(path, 'missing-key', 'fact')] : [],
  )
  const led = tool.kind === 'gates' ? tool.gates.map((gate, i) => [gate.tool, `gates.${i}.tool`] as const) : []
  const lost = led.flatMap(([slug, path]) => (slug === undefined || slugs.has(slug) ? [] : [problem(path, 'key-unknown', slug)]))
  return inFileOrder([...misnamed, ...areas, ...acts, ...bare, ...lost])
}
