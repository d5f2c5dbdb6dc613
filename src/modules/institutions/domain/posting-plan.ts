/** What would become of the postings if a table were read in: rows with a number change their end, rows without one are new. */

import { trimmed } from './entry-cells.ts'
import { type Fault, fault } from './faults.ts'
import type { TableRow } from './table-plan.ts'
import { overlap, type Tenure, tenureFaults } from './tenure.ts'

export const postingColumns = ['id', 'login', 'name', 'post', 'place', 'from', 'to'] as const
export type PostingCells = Readonly<Record<(typeof postingColumns)[number], string>>

export interface HeldPost extends Tenure {
  readonly id: string
  readonly person: string
  /** Null while nobody has said it. */
  readonly post: string | null
  readonly place: string
}

export interface PlannedPosting {
  readonly line: number
  readonly what: 'new' | 'changed' | 'same' | 'refused'
  /** Empty for a new one. */
  readonly id: string
  readonly login: string
  readonly person: string
  readonly post: string
  readonly place: string
  readonly from: string
  readonly to: string
  readonly faults: readonly Fault[]
}

export interface PostingRegister {
  readonly held: readonly HeldPost[]
  /** Persons by what they sign in with. */
  readonly persons: ReadonlyMap<string, string>
  readonly posts: { has(code: string): boolean }
  /** The places where whoever reads the table in may write postings. */
  readonly places: { has(code: string): boolean }
}

export function planPostings(rows: readonly TableRow[], register: PostingRegister): PlannedPosting[] {
  const planned: PlannedPosting[] = []
  for (const { line, cells } of rows) planned.push(plannedPosting(line, trimmed(cells) as PostingCells, register, planned))
  return planned
}

function plannedPosting(line: number, cells: PostingCells, register: PostingRegister, above: readonly PlannedPosting[]): PlannedPosting {
  const { id, post, place, from, to } = cells
  const login = cells.login.toLowerCase()
  const old = register.held.find((one) => one.id === id)
  const person = register.persons.get(login) ?? ''
  const row = { line, id: old?.id ?? '', login, person, post, place, from, to }
  const faults = id === '' ? newFaults(row, register, above) : changeFaults(row, old, register)
  if (faults.length > 0) return { ...row, what: 'refused', faults }
  const what = old === undefined ? 'new' : (old.to ?? '') === to && (old.post ?? '') === post ? 'same' : 'changed'
  return { ...row, what, faults }
}

type Row = Omit<PlannedPosting, 'what' | 'faults'>

function newFaults(row: Row, { held, persons, posts, places }: PostingRegister, above: readonly PlannedPosting[]): Fault[] {
  const tenure = tenureOf(row)
  const same = (one: { person: string; post: string | null; place: string }) => one.person === row.person && one.post === row.post && one.place === row.place
  const clash = [
    ...held.filter(same),
    ...above
      .filter(({ what }) => what === 'new')
      .filter(same)
      .map(tenureOf),
  ].some((one) => overlap(one, tenure))
  return [
    ...(persons.has(row.login) ? [] : [fault('login', row.login === '' ? 'missing' : 'unknown')]),
    ...(posts.has(row.post) ? [] : [fault('post', row.post === '' ? 'missing' : 'unknown')]),
    ...(places.has(row.place) ? [] : [fault('place', row.place === '' ? 'missing' : 'unknown')]),
    ...tenureFaults(tenure),
    ...(clash ? [fault('from', 'overlap')] : []),
  ]
}

/** A posting that is there keeps its person, post, place and beginning: only its end may move, and a post be said that was not. */
function changeFaults(row: Row, old: HeldPost | undefined, { held, posts }: PostingRegister): Fault[] {
  if (!old) return [fault('id', 'unknown')]
  const fixed = (['person', 'place', 'from'] as const).filter((field) => row[field] !== old[field])
  const isSaid = old.post !== null
  const others = held.filter((one) => one !== old && one.person === old.person && one.post === (old.post ?? row.post) && one.place === old.place)
  return [
    ...fixed.map((field) => fault(field === 'person' ? 'login' : field, 'fixed')),
    ...(isSaid && row.post !== old.post ? [fault('post', 'fixed')] : []),
    ...(isSaid || row.post === '' || posts.has(row.post) ? [] : [fault('post', 'unknown')]),
    ...(row.to === '' && old.to !== undefined ? [fault('to', 'missing')] : []),
    ...tenureFaults(tenureOf(row)),
    ...(others.some((one) => overlap(one, tenureOf(row))) ? [fault('to', 'overlap')] : []),
  ]
}

function tenureOf({ from, to }: { from: string; to: string }): Tenure {
  return { from, ...(to !== '' && { to }) }
}
