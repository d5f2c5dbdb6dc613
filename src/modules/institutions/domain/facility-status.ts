import { dayBefore, isDay } from './day.ts'
import type { CapacitySpell, Facility, StatusSpell } from './entry.ts'
import { earliest, latest } from './known-day.ts'

/** What is known of a facility on a day: `stated` where somebody said it holds then, `last-seen` where that is only what was observed last. */
export interface StatusOnDay {
  readonly status: string
  readonly basis: 'stated' | 'last-seen'
  readonly spell: StatusSpell
}

/** The status on a day; null when nothing is known of that time. */
export function statusOn({ history }: Pick<Facility, 'history'>, day: string): StatusOnDay | null {
  const begun = history.filter((spell) => !beginsAfter(spell, day))
  const stated = begun.filter((spell) => holdsOn(spell, day)).at(-1)
  const last = begun.at(-1)
  if (stated !== undefined && (last === stated || !last?.seen)) return { status: stated.status, basis: 'stated', spell: stated }
  return last ? { status: last.status, basis: 'last-seen', spell: last } : null
}

/** The number of places on a day, as it was last told before. */
export function capacityOn({ capacities }: Pick<Facility, 'capacities'>, day: string): CapacitySpell | null {
  return capacities.filter(({ from }) => from === undefined || earliest(from) <= day).at(-1) ?? null
}

/** The history with one more spell; a spell that lasted until then ends the day before. */
export function withSpell(history: readonly StatusSpell[], spell: StatusSpell): StatusSpell[] {
  const until = spell.from !== undefined && isDay(spell.from) ? dayBefore(spell.from) : undefined
  const ended = history.map((one): StatusSpell => {
    const lasts = one.from !== undefined && one.to === undefined && one.seen === undefined
    return lasts && until !== undefined && latest(one.from ?? '') <= until ? { ...one, to: until } : one
  })
  return [...ended, spell]
}

function beginsAfter({ from, seen }: StatusSpell, day: string): boolean {
  const start = from ?? (typeof seen === 'string' ? seen : undefined)
  return start !== undefined && earliest(start) > day
}

/** Said for this very day: within its two ends, or begun and neither ended nor merely seen. What closed for good stays closed. */
function holdsOn({ status, from, to, seen }: StatusSpell, day: string): boolean {
  if (from === undefined) return false
  if (to !== undefined) return day <= latest(to)
  return status === 'closed' || seen === undefined
}
