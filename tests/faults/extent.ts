/** Each experiment has three sizes: short in every `npm test`, whole in `npm run test:faults`, long with `--long`. */
import { appendFileSync } from 'node:fs'

type Extent = 'short' | 'whole' | 'long'

const asked = process.env['PUTOKAZ_FAULTS']
export const extent: Extent = asked === 'whole' || asked === 'long' ? asked : 'short'

/** So many rounds, clients or seconds, in the order of the sizes. */
export function times(short: number, whole: number, long: number): number {
  return { short, whole, long }[extent]
}

/** Time for the longest of the sizes. */
export const patience = times(120_000, 900_000, 24 * 3_600_000)

/** Leaves the result of an experiment for the table that `npm run test:faults` prints at its end. */
export function tellResult(experiment: string, result: Readonly<Record<string, number | string>>): void {
  const file = process.env['PUTOKAZ_FAULTS_RESULTS']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ experiment, ...result })}\n`)
}

/** The value below which the given share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0)
}
