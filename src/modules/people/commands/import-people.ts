import { createHash } from 'node:crypto'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { type CsvProblem, readCsv } from '#platform/csv.ts'
import type { Db, Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { later } from '../domain/limits.ts'
import {
  type Decisions,
  decideImport,
  importColumns,
  importLimits,
  type LineProblem,
  type PlannedLine,
  planImport,
  readLines,
  type Step,
} from '../domain/people-import.ts'
import { may, type SignedIn } from '../domain/policy.ts'
import { addImport, addImported, findImport, findKnown, type ImportedPerson, markImportDone, waitingForCode } from '../import-store.ts'
import { survivorOf } from '../queries/same-person.ts'
import { changePerson, findPerson, grantRole } from '../store.ts'
import { issueAccessCode, type PrintedCode } from './invite-person.ts'

const importHours = 24
/** How many people one letter-writing job takes. */
const lettersAtOnce = 50

/** Keeps an uploaded table for its dry run, for a day and for its uploader only. One whose form is broken is not kept. */
export async function keepImport(app: App, given: { desk: SignedIn; bytes: Uint8Array }): Promise<Result<{ id: string }, 'not-allowed' | CsvProblem[]>> {
  if (!may(given.desk, 'manage-people')) return refuse('not-allowed')
  const read = readCsv(given.bytes, importColumns, importLimits)
  if (!read.ok) return read
  const [id, now, body] = [app.newId(), app.now(), Buffer.from(given.bytes)]
  const row = { id, by_person: given.desk.id, file_hash: hashOf(body), body, made_at: now, expires_at: later(now, importHours), done_at: null }
  await app.db.transact((tx) => addImport(tx, row))
  return done({ id })
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

export interface DryRun {
  readonly id: string
  readonly hash: string
  readonly isDone: boolean
  readonly problems: readonly LineProblem[]
  readonly plan: readonly PlannedLine[]
}

/** What bringing a kept table in would do now. */
export async function dryRun(app: App, given: { desk: SignedIn; id: string; places: ReadonlySet<string> }, db: Db = app.db): Promise<DryRun | null> {
  if (!may(given.desk, 'manage-people')) return null
  const row = await findImport(db, given.id, given.desk.id, app.now())
  if (!row) return null
  const base = { id: row.id, hash: row.file_hash, isDone: row.done_at !== null }
  const read = row.body && readCsv(row.body, importColumns, importLimits)
  if (!read?.ok) return { ...base, problems: [], plan: [] }
  const { lines, problems } = readLines(read.value, given.places)
  return { ...base, problems, plan: planImport(lines, await findKnown(db, lines)) }
}

export interface ImportWish {
  readonly desk: SignedIn
  readonly id: string
  /** Of the table that was shown: another one is not brought in. */
  readonly hash: string
  readonly places: ReadonlySet<string>
  readonly decisions: Decisions
  /** Whether those with an e-mail get their invitation now. */
  readonly invite: boolean
}
export interface ImportOutcome {
  readonly added: number
  readonly joined: number
  readonly skipped: number
}
export type ImportRefusal = { readonly reason: 'gone' | 'faulty' } | { readonly reason: 'undecided'; readonly lines: readonly number[] }

/**
 * Brings a table in: all of it or nothing, once. Whom each line means is asked again in the transaction, so that somebody who came
 * in the meantime is never passed over.
 */
export function doImport(app: App, given: ImportWish): Promise<Result<ImportOutcome, ImportRefusal>> {
  return app.db.transact(async (tx): Promise<Result<ImportOutcome, ImportRefusal>> => {
    const run = await dryRun(app, given, tx)
    if (!run || run.isDone || run.hash !== given.hash) return refuse({ reason: 'gone' })
    if (run.problems.length > 0 || run.plan.length === 0) return refuse({ reason: 'faulty' })
    const { steps, undecided } = decideImport(run.plan, given.decisions)
    if (undecided.length > 0) return refuse({ reason: 'undecided', lines: undecided })
    const outcome = await carryOut(app, tx, { steps, wish: given })
    await markImportDone(tx, given.id, app.now())
    await noteDeed(app, tx, { deed: 'people.imported', by: given.desk.id, on: `import:${given.id}`, detail: { ...outcome } })
    return done(outcome)
  })
}

async function carryOut(app: App, tx: Tx, { steps, wish }: { steps: readonly Step[]; wish: ImportWish }): Promise<ImportOutcome> {
  const added = steps.flatMap((step): ImportedPerson[] => (step.kind === 'add' ? [{ ...step.line, id: app.newId() }] : []))
  // Somebody took an address since it was looked at: the whole transaction is run again and decides anew.
  if (!(await addImported(tx, added, { import: wish.id, now: app.now() }))) throw Object.assign(new Error('address taken meanwhile'), { code: '40001' })
  const joined = steps.filter((step) => step.kind === 'join')
  for (const { line, person } of joined) await join(app, tx, await survivorOf(tx, person), line)
  await tell(
    app,
    tx,
    added.flatMap(({ id, place }) => (place === null ? [] : [{ kind: 'people.account-opened', body: { person: id, place } }])),
  )
  const invited = wish.invite ? added.filter(({ email }) => email !== null).map(({ id }) => id) : []
  await tell(app, tx, batches(invited))
  return { added: added.length, joined: joined.length, skipped: steps.length - added.length - joined.length }
}

/** Gives somebody who is here already the role of the line, and the institution if she has none. Her name and address stay hers. */
async function join(app: App, tx: Tx, person: string, { role, place }: ImportedPerson | Step['line']): Promise<void> {
  await grantRole(tx, person, role, { scope: role === 'learner' ? '' : (place ?? '') })
  if (place === null || (await findPerson(tx, person))?.place !== null) return
  await changePerson(tx, person, { place })
  await tell(app, tx, [{ kind: 'people.placed', body: { person, place } }])
}

function batches(people: readonly string[]) {
  return Array.from({ length: Math.ceil(people.length / lettersAtOnce) }, (_, batch) => ({
    kind: 'people.invited',
    body: { people: people.slice(batch * lettersAtOnce, (batch + 1) * lettersAtOnce) },
  }))
}

/** Codes on paper for those of an import who have no e-mail; older ones of theirs stop working. */
export async function issueImportCodes(app: App, given: { desk: SignedIn; id: string }): Promise<Result<PrintedCode[], 'not-allowed'>> {
  const row = may(given.desk, 'manage-people') ? await findImport(app.db, given.id, given.desk.id, app.now()) : undefined
  if (!row?.done_at) return refuse('not-allowed')
  const codes: PrintedCode[] = []
  for (const person of await waitingForCode(app.db, given.id)) {
    const issued = await issueAccessCode(app, { desk: given.desk, person })
    if (issued.ok) codes.push(issued.value)
  }
  return done(codes)
}

/** How many of an import wait for a code. */
export async function importWaiting(app: App, id: string): Promise<number> {
  return (await waitingForCode(app.db, id)).length
}
