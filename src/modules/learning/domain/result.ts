/** The outcome of a test, as it is kept for good. */
export interface TestResult {
  /** Points reached, from 0 to `most`; a question may give a part of its point. */
  readonly points: number
  readonly most: number
  readonly passed: boolean
}

// Room for the last binary digit: three thirds of a point are one point.
const rounding = 1e-9

/** The result of the points of every item, where `pass` is in percent. A test without items is never passed. */
export function resultOf(points: readonly number[], pass: number): TestResult {
  const sum = points.reduce((all, one) => all + one, 0)
  const most = points.length
  return { points: sum, most, passed: most > 0 && sum * 100 + rounding >= pass * most }
}

/** Whole percents, rounded down so that nobody reads a pass mark she did not reach. */
export function percentOf({ points, most }: Pick<TestResult, 'points' | 'most'>): number {
  return most === 0 ? 0 : Math.floor((points * 100) / most + rounding)
}

/** The same as a number between 0 and 1, as xAPI says it (1.0.3, Data 2.4.5.1: scaled). */
export function scaledOf({ points, most }: Pick<TestResult, 'points' | 'most'>): number {
  return most === 0 ? 0 : Math.min(1, Math.round((points / most) * 10_000) / 10_000)
}
