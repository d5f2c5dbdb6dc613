/** Which backups of a folder stay: the newest of each of the last days, weeks and months that have one. Pure. */
export interface Dated {
  readonly name: string
  readonly at: Date
}

export interface Keep {
  readonly days: number
  readonly weeks: number
  readonly months: number
}

/** `7d4w12m`; undefined when it says nothing of the kind, or would keep nothing. */
export function parseKeep(text: string): Keep | undefined {
  const [, days, weeks, months] = /^(?:(\d{1,3})d)?(?:(\d{1,3})w)?(?:(\d{1,3})m)?$/.exec(text) ?? []
  const keep = { days: Number(days ?? 0), weeks: Number(weeks ?? 0), months: Number(months ?? 0) }
  return keep.days + keep.weeks + keep.months > 0 ? keep : undefined
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const monthOf = (at: Date) => at.toISOString().slice(0, 7)
/** Weeks begin on Monday; the first day of 1970 was a Thursday. */
const weekOf = (at: Date) => String(Math.floor((at.getTime() / 86_400_000 + 3) / 7))

/** The newest backup always stays. */
export function outlived(all: readonly Dated[], keep: Keep): Dated[] {
  const newestFirst = [...all].sort((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set(newestFirst.slice(0, 1))
  for (const [most, spanOf] of [
    [keep.days, dayOf],
    [keep.weeks, weekOf],
    [keep.months, monthOf],
  ] as const) {
    const seen = new Set<string>()
    for (const one of newestFirst) {
      if (seen.size >= most || seen.has(spanOf(one.at))) continue
      seen.add(spanOf(one.at))
      kept.add(one)
    }
  }
  return newestFirst.filter((one) => !kept.has(one))
}
