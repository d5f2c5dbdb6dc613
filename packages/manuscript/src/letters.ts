import { isMixedScript } from '@putokaz/serbian'
import type { Language } from './document.ts'
import type { Rule } from './problem.ts'

/** A run of text and the line it begins on. */
export type Run = { text: string; line: number }

export type Fault = { line: number; rule: Rule; detail: string }

const word = /[\p{L}\p{M}]+/gu
const cyrillic = /\p{Script=Cyrillic}/u

/**
 * Faults of script and quotation marks in the runs of one passage.
 * A letter of the other script inside a word is a typing slip in every language; quotation marks are ruled only in Serbian.
 */
export function faultsOfLetters(runs: Run[], lang: Language): Fault[] {
  const faults = runs.flatMap((run) => faultsOfScript(run, lang))
  if (lang !== 'en') faults.push(...faultsOfQuotes(runs))
  return faults
}

function faultsOfScript(run: Run, lang: Language): Fault[] {
  const faults: Fault[] = []
  for (const match of run.text.matchAll(word)) {
    if (!cyrillic.test(match[0])) continue
    const rule = isMixedScript(match[0]) ? 'mixed-script' : lang === 'sr-Latn' ? 'wrong-script' : undefined
    if (rule) faults.push({ line: lineAt(run, match.index), rule, detail: match[0] })
  }
  return faults
}

/** Serbian quotation marks are „…“; the closing one must have an opening one in the same passage, and the reverse. */
function faultsOfQuotes(runs: Run[]): Fault[] {
  const faults: Fault[] = []
  const open: Fault[] = []
  for (const run of runs) {
    for (const match of run.text.matchAll(/["«»”„“]/g)) {
      const fault: Fault = { line: lineAt(run, match.index), rule: 'quotes', detail: around(run.text, match.index) }
      if (match[0] === '„') open.push(fault)
      else if (match[0] !== '“' || !open.pop()) faults.push(fault)
    }
  }
  return [...faults, ...open]
}

function lineAt(run: Run, index: number): number {
  let line = run.line
  for (let i = run.text.indexOf('\n'); i >= 0 && i < index; i = run.text.indexOf('\n', i + 1)) line++
  return line
}

function around(text: string, index: number): string {
  return text
    .slice(Math.max(0, index - 12), index + 13)
    .replaceAll('\n', ' ')
    .toWellFormed()
}
