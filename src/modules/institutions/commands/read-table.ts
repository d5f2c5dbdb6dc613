/** Tables that are read into the register: first what would happen, then all of it or nothing. */
import { createHash } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { cardsByLogin, type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type CsvProblem, readCsv } from '#platform/csv.ts'
import type { Db, Tx } from '#platform/db.ts'
import { fault } from '../domain/faults.ts'
import { type PlannedPosting, planPostings, postingColumns } from '../domain/posting-plan.ts'
import { type EntryTable, kindOfTable, type PlannedEntry, planEntries, planHistories, tableColumns } from '../domain/table-plan.ts'
import { codesBelow } from '../place-store.ts'
import { findPosting } from '../posting-store.ts'
import { whatIsKnown } from '../queries/known.ts'
import { postingsIn, wasPostedIn } from '../queries/people-at.ts'
import { everyEntry, keptPosts, lockRegister } from '../store.ts'
import { endPosting, postPerson, sayPost } from './post-person.ts'
import { maySave, placesOf, saveEntryIn } from './save-entry.ts'

const limits = { bytes: 500_000, rows: 5_000, cell: 2_000 }

export type TableName = EntryTable | 'posting'

export interface TablePlan {
  readonly table: TableName
  readonly entries: readonly PlannedEntry[]
  readonly postings: readonly PlannedPosting[]
  /** Stands for all of it: the same file on the same register gives the same. */
  readonly mark: string
}

export type TableRefusal =
  | { readonly reason: 'not-allowed' }
  | { readonly reason: 'unreadable'; readonly problems: readonly CsvProblem[] }
  | { readonly reason: 'refused-rows'; readonly plan: TablePlan }
  /** The register changed since the plan was shown. */
  | { readonly reason: 'other-plan'; readonly plan: TablePlan }

export interface GivenTable {
  readonly by: SignedIn
  readonly table: TableName
  readonly bytes: Uint8Array
}

/** What a table would do, row by row; nothing is written. */
export async function planTable(db: Db, { by, table, bytes }: GivenTable): Promise<Result<TablePlan, TableRefusal>> {
  const columns = table === 'posting' ? postingColumns : tableColumns[table]
  const rows = readCsv(
    bytes,
    columns.map((name) => ({ name, required: true })),
    limits,
  )
  if (!rows.ok) return refuse({ reason: 'unreadable', problems: rows.refusal })
  const [entries, postings] = table === 'posting' ? [[], await planPostingRows(db, by, rows.value)] : [await planEntryRows(db, by, table, rows.value), []]
  const mark = createHash('sha256')
    .update(JSON.stringify([table, entries, postings]))
    .digest('base64url')
  return done({ table, entries, postings, mark })
}

type Rows = Parameters<typeof planPostings>[0]

async function planEntryRows(db: Db, by: SignedIn, table: EntryTable, rows: Rows): Promise<PlannedEntry[]> {
  const kind = kindOfTable[table]
  const known = await whatIsKnown(db)
  const kept = new Map((await everyEntry(db, kind)).map(({ entry, version }) => [entry.code, { entry, version }]))
  const register = { known, kept }
  const planned: PlannedEntry[] = table === 'history' ? planHistories(rows, register) : planEntries(kind, rows, register)
  const parents = new Map([...known.parents, ...planned.flatMap(({ entry }) => ('form' in entry ? [[entry.code, entry.parent] as const] : []))])
  return planned.map((one) => {
    if (one.what === 'refused' || one.what === 'same') return one
    const places = placesOf(kind, kept.get(one.code)?.entry ?? null, one.entry)
    return maySave(by, places, parents) ? one : { ...one, what: 'refused', faults: [fault('code', 'not-yours')] }
  })
}

async function planPostingRows(db: Db, by: SignedIn, rows: Rows): Promise<PlannedPosting[]> {
  const reach = scopesFor(by, 'edit-institutions')
  const [held, places, posts] = [await postingsIn(db, reach), await codesBelow(db, reach), await keptPosts(db)]
  const logins = [...new Set(rows.map(({ cells }) => (cells['login'] ?? '').trim().toLowerCase()))]
  const persons = new Map<string, string>()
  for (const { login, id } of await cardsByLogin(db, logins)) if (await wasPostedIn(db, reach, id)) persons.set(login, id)
  return planPostings(rows, { held, persons, places: new Set(places), posts: new Set(posts.map(({ entry }) => entry.code)) })
}

/** Does what was planned, in one transaction; a plan that is not the one that was shown is shown again instead. */
export function readTable(app: App, given: GivenTable & { readonly mark: string }): Promise<Result<TablePlan, TableRefusal>> {
  return app.db.transact(
    async (tx) => {
      await lockRegister(tx)
      const planned = await planTable(tx, given)
      if (!planned.ok) return planned
      const plan = planned.value
      if ([...plan.entries, ...plan.postings].some(({ what }) => what === 'refused')) return refuse({ reason: 'refused-rows', plan } as const)
      if (plan.mark !== given.mark) return refuse({ reason: 'other-plan', plan } as const)
      await writePlan(app, tx, given.by, plan)
      const count = [...plan.entries, ...plan.postings].filter(({ what }) => what !== 'same').length
      await noteDeed(app, tx, { deed: 'institutions.table-read', by: given.by.id, on: `table:${plan.table}`, detail: { rows: count } })
      return planned
    },
    { commandId: app.newId() },
  )
}

async function writePlan(app: App, tx: Tx, by: SignedIn, { entries, postings }: TablePlan): Promise<void> {
  for (const { kind, entry, seen, what } of parentsFirst(entries)) {
    if (what !== 'same') must(await saveEntryIn(app, tx, { by, kind, entry, seen }))
  }
  for (const { what, id, person, post, place, from, to } of postings) {
    if (what === 'new') must(await postPerson(app, tx, { by, person, post, place, from, ...(to !== '' && { to }) }))
    if (what === 'changed') must(await changeHeld(app, tx, { by, id, post, to }))
  }
}

async function changeHeld(app: App, tx: Tx, { by, id, post, to }: { by: SignedIn; id: string; post: string; to: string }) {
  const held = await findPosting(tx, id)
  if (held?.post === null && post !== '') must(await sayPost(app, tx, { by, id, post }))
  return (held?.to_day ?? '') === to ? done(null) : endPosting(app, tx, { by, id, to })
}

/** A body before its units, whatever the order of the rows. */
function parentsFirst(entries: readonly PlannedEntry[]): PlannedEntry[] {
  const parents = new Map(entries.flatMap(({ entry }) => ('form' in entry ? [[entry.code, entry.parent] as const] : [])))
  const depth = (code: string | undefined): number => (code !== undefined && parents.has(code) ? 1 + depth(parents.get(code)) : 0)
  return entries.toSorted((a, b) => depth(a.code) - depth(b.code))
}

/** What was planned under the lock cannot be refused a moment later; if it is, nothing of the table stays. */
function must(result: Result<unknown, unknown>): void {
  if (!result.ok) throw new Error(`A planned row was refused: ${JSON.stringify(result.refusal)}`)
}
