import type { Localized, PackDay, PackSource, SheetKind, SheetReader } from '@putokaz/manuscript'
import type { UnitBody } from './written-text.ts'

/** A sheet of a trainer's pack: what one prints, hands out, projects or keeps to oneself. */
export interface Sheet extends UnitBody {
  readonly slug: string
  readonly kind: SheetKind
  readonly reader: SheetReader
}

/** A trainer's pack as it is kept: its file without places in it, and its sheets whole. */
export interface Pack extends Omit<PackSource, 'file' | 'lines' | 'sheets'> {
  readonly sheets: readonly Sheet[]
}

/** A line of the agenda with the clock times at which it begins and ends. */
export interface ClockedItem {
  readonly from: string
  readonly to: string
  readonly minutes: number
  readonly title: Localized
  readonly how?: Localized
  readonly outcomes: readonly string[]
  readonly sheet?: string
}

export interface ClockedDay {
  readonly title: Localized
  readonly starts: string
  readonly ends: string
  readonly minutes: number
  readonly agenda: readonly ClockedItem[]
}

/** A day by the clock: each line begins when the one before it ends. */
export function clocked({ title, starts, agenda }: PackDay): ClockedDay {
  const [hours = 0, rest = 0] = starts.split(':').map(Number)
  let now = hours * 60 + rest
  const begun = now
  const items = agenda.map((item): ClockedItem => {
    const from = clockOf(now)
    now += item.minutes
    return { ...item, from, to: clockOf(now) }
  })
  return { title, starts, ends: clockOf(now), minutes: now - begun, agenda: items }
}

function clockOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
