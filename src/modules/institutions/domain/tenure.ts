import { isDay } from './day.ts'
import { type Fault, fault } from './faults.ts'

/** A time somebody holds something, both days included; without `to` it lasts. */
export interface Tenure {
  readonly from: string
  readonly to?: string
}

export function tenureFaults({ from, to }: Tenure): Fault[] {
  if (!isDay(from)) return [fault('from', from === '' ? 'missing' : 'day')]
  if (to === undefined) return []
  if (!isDay(to)) return [fault('to', 'day')]
  return to < from ? [fault('to', 'order')] : []
}

export function overlap(a: Tenure, b: Tenure): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to)
}

export function runsOn({ from, to }: Tenure, day: string): boolean {
  return from <= day && (to === undefined || day <= to)
}

export function isOver({ to }: Tenure, today: string): boolean {
  return to !== undefined && to < today
}
