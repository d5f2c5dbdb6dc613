import { readFileSync } from 'node:fs'

const at = (name: string) => new URL(`../../../conformance/serbian/${name}`, import.meta.url)

/** The lines of a file of cases, without its notes. */
export const lines = (name: string): readonly string[] =>
  readFileSync(at(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))

/** The same, each line cut at its tabs. */
export const rows = (name: string): readonly (readonly string[])[] => lines(name).map((line) => line.split('\t'))

/** Two columns of one line. */
export const pairs = (name: string): readonly (readonly [string, string])[] => rows(name).map(([left = '', right = '']) => [left, right] as const)

/** A pair of words for the search, and whether one must find the other. */
export interface SearchPair {
  readonly a: string
  readonly b: string
  readonly same: boolean
}

export const searchPairs = (half: 'seen' | 'held-out'): readonly SearchPair[] => lines(`search-${half}.jsonl`).map((line) => JSON.parse(line) as SearchPair)

export const json = <T>(name: string): T => JSON.parse(readFileSync(at(name), 'utf8')) as T
