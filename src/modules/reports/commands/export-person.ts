import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { isSamePerson, personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { forgetFiles } from '#platform/forgotten-files.ts'
import type { ExportedFile } from '#platform/personal-data.ts'
import { archiveOf } from '../export/archive.ts'
import type { ExportedModule } from '../export/exported.ts'
import { addExport, changeExport, expireExports, exportsOf, findExport, removeExports } from '../store.ts'

/** How long an archive waits for the person it is about. */
export const fetchDays = 7

/** Asks for an archive of everything the Centre keeps of a person; one that is being made already is enough. */
export function askExport(app: App, given: { person: PersonId; by: PersonId; variant: Variant }): Promise<void> {
  const { person, by, variant } = given
  return app.db.transact(async (tx) => {
    const id = app.newId()
    const total = app.personalData.filter(({ exported }) => exported).length
    const begun = { state: 'waiting', done: 0, total, hash: null, size: null, asked_by: by, asked_at: app.now(), expires_at: null } as const
    if (!(await addExport(tx, { id, person, variant, ...begun }))) return
    await noteDeed(app, tx, { deed: 'reports.export-asked', by, ...(by !== person && { about: person }) })
    await tell(app, tx, [{ kind: 'reports.export-asked', body: { export: id } }])
  })
}

/** Makes the archive. Runs again from the start when it was interrupted. */
export async function makeExport(app: App, id: string): Promise<void> {
  const row = await findExport(app.db, id)
  if (row?.state !== 'waiting') return
  const person = row.person as PersonId
  const [modules, files] = await collect(app, person, (count) => app.db.transact((tx) => changeExport(tx, id, { done: count })))
  const bytes = await archiveOf({ person, variant: row.variant, made: app.now(), centre: app.config.publicUrl.origin, modules, files })
  const hash = await app.blobs.keep(bytes)
  const expires = new Date(app.now().getTime() + fetchDays * 86_400_000)
  await app.db.transact(async (tx) => {
    // Whoever was erased meanwhile has no row any more, and nothing may stay of her.
    if ((await findExport(tx, id))?.state !== 'waiting') return forgetFiles(app, tx, { blobs: [hash] })
    await changeExport(tx, id, { state: 'ready', done: row.total, hash, size: bytes.byteLength, expires_at: expires })
    await tell(app, tx, [{ kind: 'reports.export-ready', body: { person, export: id } }])
  })
}

async function collect(app: App, person: PersonId, progress: (count: number) => Promise<void>): Promise<[ExportedModule[], ExportedFile[]]> {
  const accounts = await personIds(app.db, person)
  const [modules, files]: [ExportedModule[], ExportedFile[]] = [[], []]
  for (const part of app.personalData) {
    if (!part.exported) continue
    const found = await Promise.all(accounts.map(async (account) => (await part.exported?.(app.db, account)) ?? []))
    modules.push({ module: part.module, tables: part.tables, parts: found.flat() })
    for (const account of accounts) files.push(...((await part.files?.(app, account)) ?? []))
    await progress(modules.length)
  }
  return [modules, files]
}

/** The archive of a person, for herself alone, while it waits for her; each time it is fetched is noted. */
export async function fetchExport(app: App, given: { person: PersonId; id: string }) {
  const row = await findExport(app.db, given.id)
  if (
    !row ||
    !(await isSamePerson(app.db, row.person, given.person)) ||
    row.state !== 'ready' ||
    row.hash === null ||
    (row.expires_at ?? app.now()) <= app.now()
  )
    return null
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'reports.export-fetched', by: given.person, on: `export:${row.id}` }))
  return { bytes: app.blobs.read(row.hash), size: row.size ?? 0, day: row.asked_at.toISOString().slice(0, 10) }
}

export interface ShownExport {
  readonly id: string
  readonly state: 'waiting' | 'ready' | 'gone'
  readonly done: number
  readonly total: number
  readonly size: number
  readonly askedAt: Date
  readonly expiresAt: Date | null
}

export async function shownExports(app: App, person: PersonId): Promise<ShownExport[]> {
  const rows = await exportsOf(app.db, person)
  return rows.slice(0, 10).map(({ id, state, done, total, size, asked_at, expires_at }) => ({
    id,
    state,
    done,
    total,
    size: size ?? 0,
    askedAt: asked_at,
    expiresAt: expires_at,
  }))
}

/** Takes away what was made while accounts were taken for one person's that are not: it may hold what is somebody else's. */
export async function forgetExportsOf(app: App, person: string): Promise<void> {
  await app.db.transact(async (tx) => forgetFiles(app, tx, { blobs: await removeExports(tx, person) }))
}

/** Takes away the archives that nobody fetched in time, and those that were. */
export async function forgetOldExports(app: App): Promise<void> {
  await app.db.transact(async (tx) => forgetFiles(app, tx, { blobs: await expireExports(tx, app.now()) }))
}
