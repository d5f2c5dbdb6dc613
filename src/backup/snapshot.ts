import { sql } from 'kysely'
import { type Database, type Db, rawHandle } from '#platform/db.ts'

/** Everybody who takes a snapshot for a backup holds this lock, so that two backups never compete for one disk. */
const backupLock = 7412

/** Thrown when another backup is under way and the caller does not want to wait for it. */
export class BackupUnderWay extends Error {
  override readonly name = 'BackupUnderWay'
}

export function inSnapshot<T>(db: Database, { wait }: { readonly wait: boolean }, work: (at: Db) => Promise<T>): Promise<T> {
  return db.snapshot(async (at) => {
    await takeLock(at, wait)
    await plainText(at)
    return work(at)
  })
}

async function takeLock(at: Db, wait: boolean): Promise<void> {
  if (wait) {
    await sql`select pg_advisory_xact_lock(${backupLock})`.execute(rawHandle(at))
    return
  }
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${backupLock}) as free`.execute(rawHandle(at))
  if (rows[0]?.free !== true) throw new BackupUnderWay('another backup is under way')
}

const plain = { bytea_output: 'hex', datestyle: 'ISO, YMD', intervalstyle: 'iso_8601', timezone: 'UTC', extra_float_digits: '3' }

/** The same text for the same value on every server, whatever its settings say; holds until the transaction ends. */
export async function plainText(at: Db): Promise<void> {
  for (const [name, value] of Object.entries(plain)) await sql`select set_config(${name}, ${value}, true)`.execute(rawHandle(at))
}
