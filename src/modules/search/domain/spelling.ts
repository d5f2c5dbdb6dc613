/** „Did you mean“: which known word a mistyped one may have been. */
import { scriptOf, toLatin } from '@putokaz/serbian'
import type { SoughtWord, Understood } from './question.ts'

/** The threes of letters of a folded word, its ends marked; words that share many are alike. */
export function threes(folded: string): string[] {
  const marked = `^^${folded}$`
  return [...new Set(Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3)))]
}

/** How many letters a mistyped word may differ in. */
export function mostChanges(folded: string): number {
  return folded.length <= 3 ? 0 : folded.length <= 5 ? 1 : folded.length <= 12 ? 2 : 3
}

/** Letters put in, left out, changed or swapped with their neighbour (restricted Damerau–Levenshtein distance). */
export function changes(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      row.push(swapped ? Math.min(best, at(before, j - 2) + 1) : best)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY

export interface Candidate {
  readonly folded: string
  readonly shown: string
  readonly count: number
}

/** The nearest candidate; among equally near ones the commonest. */
export function nearest<C extends Candidate>(folded: string, candidates: readonly C[]): C | undefined {
  const near = candidates
    .map((candidate) => ({ candidate, distance: changes(folded, candidate.folded) }))
    .filter(({ distance }) => distance > 0 && distance <= mostChanges(folded))
  near.sort((a, b) => a.distance - b.distance || b.candidate.count - a.candidate.count || (a.candidate.folded < b.candidate.folded ? -1 : 1))
  return near[0]?.candidate
}

/** The question with better words in place of others, in the script in which it was typed; null when there are none. */
export function rewritten({ text, words }: Understood, better: ReadonlyMap<SoughtWord, Candidate>): string | null {
  const cyrillic = scriptOf(text) === 'cyrillic'
  let meant = ''
  let done = 0
  for (const word of words) {
    const shown = better.get(word)?.shown
    if (shown === undefined) continue
    meant += text.slice(done, word.start) + (cyrillic ? shown : toLatin(shown))
    done = word.end
  }
  return done === 0 ? null : meant + text.slice(done)
}
