import { done, type Result, refuse } from '#kernel/result.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type Db, reading, type Tx } from '#platform/db.ts'
import { addChange, findChange, lastVersion } from '../change-store.ts'
import { undoDays } from '../domain/changes.ts'
import type { Entries } from '../domain/entry.ts'
import { parentsOf } from '../place-store.ts'
import { findEntry, lockRegister } from '../store.ts'
import type { InstitutionTables, RegisterChangeRow } from '../tables.ts'
import { dropEntry } from '../write-entry.ts'
import { maySave, placesOf, type SaveRefusal, saveEntryIn, tellOfChange } from './save-entry.ts'

export type UndoRefusal = SaveRefusal | { readonly reason: 'unknown-change' } | { readonly reason: 'too-late' } | { readonly reason: 'in-use' }

/** Takes the last change of an entry back by a new change; what both found and left stays in the history. */
export function undoChange(app: App, by: SignedIn, id: string): Promise<Result<null, UndoRefusal>> {
  return app.db.transact((tx) => undoIn(app, tx, by, id), { commandId: app.newId() })
}

async function undoIn(app: App, tx: Tx, by: SignedIn, id: string): Promise<Result<null, UndoRefusal>> {
  await lockRegister(tx)
  const change = await findChange(tx, id)
  if (!change) return refuse({ reason: 'unknown-change' })
  const { kind, code, version } = change
  const now = (await findEntry(tx, kind, code))?.entry ?? null
  const last = await lastVersion(tx, kind, code)
  if (version !== last) return refuse({ reason: 'changed-meanwhile', now, version: last })
  if (app.now().getTime() - change.at.getTime() > undoDays * 86_400_000) return refuse({ reason: 'too-late' })
  if (change.what === 'added') return takeOut(app, tx, by, change)
  const seen = change.what === 'removed' ? 0 : version
  const entry = change.before as Entries[typeof kind]
  const saved = await saveEntryIn(app, tx, { by, kind, entry, seen, undoes: id })
  return saved.ok ? done(null) : saved
}

/** Only what was added by mistake goes; what has a life of its own is closed instead. */
async function takeOut(app: App, tx: Tx, by: SignedIn, change: RegisterChangeRow): Promise<Result<null, UndoRefusal>> {
  const { kind, code } = change
  const entry = change.after as Entries[typeof kind]
  if (!maySave(by, placesOf(kind, null, entry), await parentsOf(tx))) return refuse({ reason: 'not-allowed' })
  if (await isUsed(tx, change)) return refuse({ reason: 'in-use' })
  await dropEntry(tx, kind, code)
  const version = change.version + 1
  const row = { id: app.newId(), at: app.now(), by_person: by.id, kind, code, version, what: 'removed' as const }
  await addChange(tx, { ...row, before: entry, after: null, undoes: change.id })
  await tellOfChange(app, tx, { by: by.id, kind, code, version, what: 'removed' })
  return done(null)
}

async function isUsed(db: Db, { kind, code }: RegisterChangeRow): Promise<boolean> {
  const from = reading<InstitutionTables>(db)
  if (kind === 'facility') return false
  const holders = await from
    .selectFrom('posting')
    .select('id')
    .where(kind === 'post' ? 'post' : 'place', '=', code)
    .limit(1)
    .execute()
  if (kind === 'post' || holders.length > 0) return holders.length > 0
  const parts = await from.selectFrom('institution').select('code').where('parent', '=', code).limit(1).execute()
  const facilities = await from
    .selectFrom('facility')
    .select('code')
    .where((row) => row.or([row('institution', '=', code), row('same_as', '=', code)]))
    .limit(1)
    .execute()
  const posts = await from.selectFrom('post_institution').select('post').where('institution', '=', code).limit(1).execute()
  const duties = await from.selectFrom('focal_point').select('id').where('place', '=', code).limit(1).execute()
  return [parts, facilities, posts, duties].some((rows) => rows.length > 0)
}
