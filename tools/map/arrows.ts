/** The picture of the floors: which module uses whose door. */
import { floors } from '../../.dependency-cruiser.mjs'
import type { Cruise } from '../house/cruise.ts'
import type { Module } from '../house/read-module.ts'

export const floorNames = ['ground', 'purpose', 'content', 'delivery', 'proof'] as const

const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1]

/** `from → to`, each once, in alphabetical order. Tests may look anywhere and do not count. */
export function arrowsBetween({ modules }: Cruise): [from: string, to: string][] {
  const found = new Set<string>()
  for (const { source, dependencies } of modules) {
    const from = moduleOf(source)
    if (from === undefined || /\.test\.ts$/.test(source)) continue
    for (const { resolved } of dependencies) {
      const to = moduleOf(resolved)
      if (to !== undefined && to !== from) found.add(`${from} ${to}`)
    }
  }
  return [...found].sort().map((pair) => pair.split(' ') as [string, string])
}

export function drawArrows(modules: readonly Module[], cruise: Cruise): string {
  const isBeside = new Set(modules.filter(({ floor }) => floor === 'beside').map(({ name }) => name))
  const lines = ['```mermaid', 'flowchart TB']
  for (let floor = floors.length - 1; floor >= 0; floor--) {
    lines.push(
      ...storey(
        `floor${floor}`,
        `${floor} ${floorNames[floor]}`,
        modules.filter((module) => module.floor === floor),
      ),
    )
  }
  lines.push(
    ...storey(
      'beside',
      'beside',
      modules.filter((module) => module.floor === 'beside'),
    ),
  )
  for (const [from, to] of arrowsBetween(cruise)) lines.push(`  ${from} ${isBeside.has(from) ? '-.->' : '-->'} ${to}`)
  return [...lines, '```'].join('\n')
}

function storey(id: string, title: string, modules: readonly Module[]): string[] {
  if (modules.length === 0) return []
  return [`  subgraph ${id}["${title}"]`, ...modules.map(({ name }) => `    ${name}`), '  end']
}
