import { type Address, byBirth, type Entry } from './entry.ts'

export interface Limits {
  readonly entries: number
  readonly bytes: number
}

/** What goes in one request. */
export interface Batch {
  readonly to: Address
  readonly entries: readonly Entry[]
}

export const usualLimits: Limits = { entries: 50, bytes: 256 * 1024 }

/** What is to be sent now, or null when nothing waits or its time has not come. An entry that is larger than the limit goes alone. */
export function nextBatch(entries: readonly Entry[], now: number, limits: Limits = usualLimits): Batch | null {
  const inLine = lineAt(entries, now)
  const first = inLine[0]
  if (!first || (first.after ?? 0) > now) return null
  const same = inLine.filter(({ to, after = 0 }) => to === first.to && after <= now)
  const taken: Entry[] = []
  let room = first.to === 'statements' ? limits.entries : 1
  let bytes = 0
  for (const entry of same) {
    room = Math.min(room, entry.atMost ?? room)
    bytes += entry.size
    if (taken.length > 0 && (taken.length >= room || bytes > limits.bytes)) break
    taken.push(entry)
  }
  return { to: first.to, entries: taken }
}

/** When `nextBatch` has something next, in milliseconds; null when nothing waits. */
export function wakeAt(entries: readonly Entry[]): number | null {
  const waiting = entries.filter(({ state }) => state === 'waiting').toSorted(byBirth)
  const head = waiting.find(({ aside }) => !aside)
  const moments = waiting.filter((entry) => entry.aside || entry === head).map(({ after = 0 }) => after)
  return moments.length === 0 ? null : Math.min(...moments)
}

/** What waits, without what stands aside until its moment. */
function lineAt(entries: readonly Entry[], now: number): Entry[] {
  return entries.filter(({ state, aside, after = 0 }) => state === 'waiting' && !(aside && after > now)).toSorted(byBirth)
}
