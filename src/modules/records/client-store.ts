import { sql } from 'kysely'
import { type Db, planned, rawHandle, reading, type Tx, writing } from '#platform/db.ts'
import { allows } from './domain/scopes.ts'
import type { Authority, RecordsTables } from './tables.ts'

export type ClientRow = RecordsTables['record_client']

export function addClient(tx: Tx, row: ClientRow): Promise<unknown> {
  return writing<RecordsTables>(tx).insertInto('record_client').values(row).execute()
}

/** Whether there was such a client that was not revoked yet. */
export async function revoke(tx: Tx, id: string, at: Date): Promise<boolean> {
  const changed = await writing<RecordsTables>(tx)
    .updateTable('record_client')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return changed.length > 0
}

export async function clientByKey(db: Db, key: string): Promise<ClientRow | undefined> {
  const found =
    await sql<ClientRow>`${planned} select id, key, secret_hash, name, scopes, origins, edition, made_at, revoked_at from record_client where key = ${key} and revoked_at is null`.execute(
      rawHandle(db),
    )
  return found.rows[0]
}

export function allClients(db: Db): Promise<Omit<ClientRow, 'secret_hash'>[]> {
  return reading<RecordsTables>(db)
    .selectFrom('record_client')
    .select(['id', 'key', 'name', 'scopes', 'origins', 'edition', 'made_at', 'revoked_at'])
    .orderBy('made_at', 'desc')
    .execute()
}

/** Whether pages of this origin may ask at all: asked before anybody has said who she is. */
export async function isKnownOrigin(db: Db, origin: string): Promise<boolean> {
  const rows = await reading<RecordsTables>(db).selectFrom('record_client').select(['origins']).where('revoked_at', 'is', null).execute()
  return rows.some(({ origins }) => origins.includes(origin))
}

/** Whose words describe activities and agents: the Centre's, and those of systems that may, also after they were turned away. */
export async function definingAuthorities(db: Db): Promise<Authority[]> {
  const clients = await reading<RecordsTables>(db).selectFrom('record_client').select(['id', 'scopes']).execute()
  return ['centre', ...clients.filter(({ scopes }) => allows(scopes, 'define')).map(({ id }): Authority => `client:${id}`)]
}
