import { readFileSync } from 'node:fs'

/** The cases of one file of conformance/xapi, one JSON object a line. */
export function cases<Case>(file: string): (Case & { readonly case: string; readonly clause: string })[] {
  const text = readFileSync(new URL(`../../../conformance/xapi/${file}.jsonl`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
