import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { criteriaIn, dayIn, rowsIn, waysOf } from './read-table.ts'

export const resultsFile = 'src/routes/[variant=variant]/(read)/[page=page]/accessibility-results.ts'

/** “Error Prevention (Legal, Financial, Data)” is called by `errorPreventionLegalFinancialData`. */
const keyOf = (name: string): string =>
  (name.match(/[A-Za-z]+/g) ?? []).map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join('')

/** The results of `docs/accessibility.md` as the page shows them. */
export function drawResults(root: string): string {
  const text = readFileSync(join(root, 'docs/accessibility.md'), 'utf8')
  const names = new Map(criteriaIn(root).map(({ number, name }) => [number, name]))
  const lines = rowsIn(text).map(
    ({ number, level, answer }) =>
      `  { number: '${number}', level: '${level}', name: words.${keyOf(names.get(number) ?? '')}, ways: [${waysOf(answer)
        .map((way) => `'${way}'`)
        .join(', ')}] },`,
  )
  return [
    '/** Written by `npm run accessibility` from docs/accessibility.md. A test fails when it is stale. */',
    "import * as words from '#texts/generated/accessibility.ts'",
    '',
    `export const asOf = '${dayIn(text)}'`,
    '',
    'export const results = [',
    ...lines,
    '] as const',
    '',
  ].join('\n')
}
