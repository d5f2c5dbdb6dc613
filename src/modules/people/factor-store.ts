/** Apps, recovery codes, passkeys and their challenges. */
import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ChallengePurpose, PeopleTables } from './tables.ts'

export type PasskeyRow = PeopleTables['passkey']

export interface Factors {
  readonly app: boolean
  readonly passkeys: number
  readonly recoveryCodes: number
}

/** What a person has set up to show that it is she. */
export async function factorsOf(db: Db, person: string): Promise<Factors> {
  const row = await reading<PeopleTables>(db)
    .selectFrom('person')
    .select([
      sql<boolean>`exists (select from authenticator_app where authenticator_app.person = person.id and confirmed_at is not null)`.as('app'),
      sql<number>`(select count(*) from passkey where passkey.person = person.id)`.as('passkeys'),
      sql<number>`(select count(*) from recovery_code where recovery_code.person = person.id)`.as('codes'),
    ])
    .where('id', '=', person)
    .executeTakeFirst()
  return { app: row?.app ?? false, passkeys: row?.passkeys ?? 0, recoveryCodes: row?.codes ?? 0 }
}

export async function findApp(db: Db, person: string) {
  return reading<PeopleTables>(db).selectFrom('authenticator_app').selectAll().where('person', '=', person).executeTakeFirst()
}

export async function saveDraft(tx: Tx, person: string, draft: Buffer, now: Date): Promise<void> {
  await writing<PeopleTables>(tx)
    .insertInto('authenticator_app')
    .values({ person, draft, drafted_at: now, secret: null, confirmed_at: null, last_step: null })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ draft, drafted_at: now }))
    .execute()
}

/** Puts the draft to work, unless it was replaced meanwhile. The step whose code confirmed it is used. */
export async function confirmDraft(tx: Tx, person: string, given: { draft: Buffer; step: number; now: Date }): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .updateTable('authenticator_app')
    .set({ secret: given.draft, confirmed_at: given.now, last_step: given.step, draft: null, drafted_at: null })
    .where('person', '=', person)
    .where('draft', '=', given.draft)
    .returning('person')
    .execute()
  return rows.length === 1
}

/** Uses the code of a step: false when it, or a later one, was used before. One statement, so of many at once one succeeds. */
export async function useStep(tx: Tx, person: string, step: number): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .updateTable('authenticator_app')
    .set({ last_step: step })
    .where('person', '=', person)
    .where('confirmed_at', 'is not', null)
    .where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)]))
    .returning('person')
    .execute()
  return rows.length === 1
}

export async function removeApp(tx: Tx, person: string): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('authenticator_app').where('person', '=', person).returning('confirmed_at').execute()
  return rows.some(({ confirmed_at }) => confirmed_at !== null)
}

/** One of her hashes: all of one set have the same salt, so that one derivation checks a code against all of them. */
export async function someRecoveryHash(db: Db, person: string): Promise<string | undefined> {
  const row = await reading<PeopleTables>(db).selectFrom('recovery_code').select('hash').where('person', '=', person).limit(1).executeTakeFirst()
  return row?.hash
}

export async function useRecoveryHash(tx: Tx, person: string, hash: string): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('recovery_code').where('person', '=', person).where('hash', '=', hash).returning('hash').execute()
  return rows.length === 1
}

export async function replaceRecoveryHashes(tx: Tx, person: string, hashes: readonly string[], now: Date): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('recovery_code').where('person', '=', person).execute()
  if (hashes.length > 0)
    await writing<PeopleTables>(tx)
      .insertInto('recovery_code')
      .values(hashes.map((hash) => ({ person, hash, made_at: now })))
      .execute()
}

export async function addChallenge(tx: Tx, row: PeopleTables['passkey_challenge']): Promise<void> {
  await writing<PeopleTables>(tx).insertInto('passkey_challenge').values(row).execute()
}

/** Takes a challenge out of use; undefined when it was never made for this purpose, or was used, or is too old. */
export async function takeChallenge(tx: Tx, hash: Buffer, purpose: ChallengePurpose, now: Date) {
  return writing<PeopleTables>(tx)
    .deleteFrom('passkey_challenge')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['person'])
    .executeTakeFirst()
}

export async function passkeysOfPerson(db: Db, person: string): Promise<PasskeyRow[]> {
  return reading<PeopleTables>(db).selectFrom('passkey').selectAll().where('person', '=', person).orderBy('created_at').execute()
}

/** A passkey of somebody whose account is open. */
export async function findPasskey(db: Db, id: string) {
  return reading<PeopleTables>(db)
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person')
    .selectAll('passkey')
    .where('passkey.id', '=', id)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** False when that key is somebody's already. */
export async function addPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .insertInto('passkey')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

/** Notes a use. A counter that did not rise means that the key was copied (WebAuthn §6.1.1); keys without one say 0 for ever. */
export async function usePasskey(tx: Tx, id: string, given: { counter: number; now: Date }): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .updateTable('passkey')
    .set({ counter: given.counter, last_used_at: given.now })
    .where('id', '=', id)
    .where((row) => row.or([row('counter', '<', given.counter), row.and([row('counter', '=', 0), row.val(given.counter === 0)])]))
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function removePasskey(tx: Tx, person: string, id: string): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('passkey').where('person', '=', person).where('id', '=', id).returning('id').execute()
  return rows.length === 1
}

export async function removePasskeysOf(tx: Tx, person: string): Promise<number> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('passkey').where('person', '=', person).returning('id').execute()
  return rows.length
}
