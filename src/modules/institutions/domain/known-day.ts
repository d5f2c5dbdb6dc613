/** Days as far as they are known: `2021`, `2021-07` or `2021-07-28`. */
import { dayBefore, isDay } from './day.ts'

export function isKnownDay(text: string): boolean {
  return isDay(earliest(text))
}

/** The first day it can be. */
export function earliest(known: string): string {
  return known + '-01-01'.slice(known.length - 4)
}

/** The last day it can be. */
export function latest(known: string): string {
  if (known.length > 7) return known
  const [year = 0, month = 12] = known.split('-').map(Number)
  const next = month === 12 ? [year + 1, 1] : [year, month + 1]
  return dayBefore(`${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`)
}
