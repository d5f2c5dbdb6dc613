/** A span of days, both ends included; `to` is absent while it lasts. Days are `YYYY-MM-DD`. */
export interface Period {
  readonly from: string
  readonly to?: string
}

export function covers(period: Period, day: string): boolean {
  return period.from <= day && (period.to === undefined || day <= period.to)
}

/** The day that lies `years` later; 29 February becomes 28 February in a common year. */
export function yearsLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const rest = day.slice(4) === '-02-29' && !leap ? '-02-28' : day.slice(4)
  return `${String(year).padStart(4, '0')}${rest}`
}
