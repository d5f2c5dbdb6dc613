/** The README of a module: a name, a sentence, and lines that begin with one of six words. */
import { existsSync, readFileSync } from 'node:fs'

const labels = ['Words', 'Door', 'Owns', 'Tells', 'Hears', 'Knows not', 'Start at'] as const
export type Label = (typeof labels)[number]

export interface Readme {
  readonly title: string
  readonly sentence: string
  readonly lineCount: number
  readonly lines: ReadonlyMap<Label, string>
}

export function readReadme(path: string): Readme | undefined {
  if (!existsSync(path)) return undefined
  const all = readFileSync(path, 'utf8').trimEnd().split('\n')
  const lines = new Map<Label, string>()
  for (const line of all) {
    const label = labels.find((label) => line.startsWith(`${label} `))
    if (label) lines.set(label, line.slice(label.length).trim())
  }
  return { title: all[0]?.replace(/^# /, '') ?? '', sentence: all[1] ?? '', lineCount: all.length, lines }
}

/** The names on a line of names; „nothing“ is none. What stands in brackets, or behind an arrow, explains a name. */
export function namesOn(line: string | undefined): string[] {
  if (line === undefined || line === 'nothing') return []
  return withoutRemarks(line).split(/\s*,\s*/)
}

/** The words of a module, in the order in which its README names them. */
export function wordsOn(line: string | undefined): string[] {
  return line === undefined ? [] : withoutRemarks(line).split(/\s*[·,]\s*/)
}

function withoutRemarks(line: string): string {
  return line
    .replaceAll(/\s*\([^)]*\)/g, '')
    .replace(/\s+→.*$/, '')
    .trim()
}
