import type { Lines, Localized } from './document.ts'
import { day, id, localized, localizedOrPlain, refuseDisorder, refuseTwins } from './fields.ts'
import type { Parsed } from './problem.ts'
import { type At, fail, flag, integer, listOf, parseYaml, type Read, record, shaped } from './yaml-nodes.ts'

/** A line of the agenda: `how` is said to the trainer, `sheet` is the name of a file without ending. */
export type AgendaItem = { minutes: number; title: Localized; how?: Localized; outcomes: string[]; sheet?: string }

/** A day of a training; `starts` is `HH:MM`. */
export type PackDay = { title: Localized; starts: string; agenda: AgendaItem[] }

/** `trainer-pack/pack.yaml`: how a course is taught in a room. `minutes` are those of all days, breaks included. */
export type PackSource = {
  file: string
  lines: Lines
  title: Localized
  summary: Localized
  minutes: number
  group: { from: number; to: number }
  room: Localized
  materials: Localized[]
  owner: Localized
  checked: string
  nextCheck: string
  sample: boolean
  days: PackDay[]
  sheets: string[]
}

/** Sheets are numbered: `01-name`. */
const sheetName = shaped(/^\d\d(-[a-z0-9]+)+$/, 'bad-id')

const item = record({ minutes: integer(1, 480), title: localized }, { how: localized, outcomes: listOf(id), sheet: sheetName })

const packDay = record({ title: localized, starts: shaped(/^([01]\d|2[0-3]):[0-5]\d$/), agenda: listOf(item, 1) }, {})

const pack = record(
  {
    title: localized,
    summary: localized,
    minutes: integer(10, 10_000),
    group: record({ from: integer(1, 500), to: integer(1, 500) }, {}),
    room: localized,
    materials: listOf(localizedOrPlain),
    owner: localizedOrPlain,
    checked: day,
    nextCheck: day,
    days: listOf(packDay, 1),
    sheets: listOf(sheetName, 1),
  },
  { sample: flag },
)

const whole: Read<PackSource> = (node, at) => {
  const read = pack(node, at)
  refuseDisorder(node, at)
  if (!read) return undefined
  refuseTwins(read.sheets, at, 'sheets')
  const days = read.days.map((one) => ({ ...one, agenda: one.agenda.map((line) => ({ outcomes: [], ...line })) }))
  refuseMiscount({ ...read, days }, at)
  const { file, lines } = at.sheet
  return { sample: false, ...read, days, file, lines }
}

/** The agenda fills the minutes that are promised, every day ends on its date, and a group has no more people than it has. */
function refuseMiscount({ minutes, group, days }: Pick<PackSource, 'minutes' | 'group' | 'days'>, at: At): void {
  const lineOf = (path: string) => ({ ...at, line: at.sheet.lines[path] ?? at.line })
  const sums = days.map(({ agenda }) => agenda.reduce((sum, line) => sum + line.minutes, 0))
  const all = sums.reduce((sum, one) => sum + one, 0)
  if (all !== minutes) fail(lineOf('minutes'), 'agenda-sum', `${all} ≠ ${minutes}`)
  if (group.from > group.to) fail(lineOf('group'), 'bad-value', `group: ${group.from} > ${group.to}`)
  for (const [i, { starts }] of days.entries()) {
    const [hours = 0, rest = 0] = starts.split(':').map(Number)
    if (hours * 60 + rest + (sums[i] ?? 0) > 24 * 60) fail(lineOf(`days.${i}.starts`), 'agenda-sum', `${starts} + ${sums[i]}`)
  }
}

/** Reads `trainer-pack/pack.yaml`. */
export function parsePack(yaml: string, { file }: { file: string }): Parsed<PackSource> {
  return parseYaml(yaml, file, whole)
}
