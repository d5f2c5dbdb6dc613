import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a criterion is checked: a test in a browser, a test of program and content, a person’s look; or nothing it applies to. */
export type Way = 'browser' | 'source' | 'seen' | 'none'

export interface Criterion {
  readonly number: string
  readonly level: string
  readonly name: string
}

export interface Row {
  readonly number: string
  readonly level: string
  readonly answer: string
}

/** A test that an answer quotes. */
export interface Quoted {
  readonly file: string
  readonly title: string
}

/** The criteria of levels A and AA, as the W3C lists them. */
export function criteriaIn(root: string): Criterion[] {
  return readFileSync(join(root, 'conformance/wcag22/a-and-aa.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, number = '', level = '', name = ''] = /^([\d.]+),(A{1,2}),"?([^"]+)"?$/.exec(line) ?? []
      return { number, level, name }
    })
}

/** `| 1.1.1 | A | answer |` */
export function rowsIn(text: string): Row[] {
  return [...text.matchAll(/^\| (\d\.\d\.\d+) \| (A{1,2}) \| ([^|]+) \|$/gm)].map(([, number = '', level = '', answer = '']) => ({
    number,
    level,
    answer: answer.trim(),
  }))
}

/** `As of 2026-11-23.` */
export const dayIn = (text: string): string => /^As of (\d{4}-\d\d-\d\d)\.$/m.exec(text)?.[1] ?? ''

export function quotedIn(answer: string): Quoted[] {
  return [...answer.matchAll(/`([\w./-]+\.ts)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))
}

export function waysOf(answer: string): Way[] {
  if (answer.startsWith('Does not apply: ')) return ['none']
  const files = quotedIn(answer).map(({ file }) => file)
  const ways: [Way, boolean][] = [
    ['browser', files.some((file) => file.startsWith('tests/journeys/'))],
    ['source', files.some((file) => !file.startsWith('tests/journeys/'))],
    ['seen', answer.includes('Seen: ')],
  ]
  return ways.flatMap(([way, is]) => (is ? [way] : []))
}
