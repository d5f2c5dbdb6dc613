import { type Selectable, sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { nameKey } from './domain/name-key.ts'
import { type Role, type Scope, wholeCentre } from './domain/roles.ts'
import type { PeopleTables, SecretKind } from './tables.ts'

export type PersonRow = Selectable<PeopleTables['person']>
export type NewPerson = Omit<
  PersonRow,
  'sample' | 'disabled_at' | 'name_cyrillic' | 'name_latin' | 'name_confirmed_at' | 'name_key' | 'place' | 'merged_into' | 'merged_at'
> & { sample: boolean; place?: string | null }

export async function findByLogin(db: Db, login: string) {
  return reading<PeopleTables>(db).selectFrom('person').selectAll().where('login', '=', login).executeTakeFirst()
}

export async function findPerson(db: Db, id: string) {
  return reading<PeopleTables>(db).selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

/** False when somebody has that login already. */
export async function addPersonRow(tx: Tx, person: NewPerson): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .insertInto('person')
    .values({ ...person, name_key: nameKey(person.display_name), disabled_at: null, name_cyrillic: null, name_latin: null, name_confirmed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function changePerson(tx: Tx, id: string, change: Partial<Omit<PersonRow, 'id' | 'sample' | 'name_key'>>): Promise<void> {
  const keyed = change.display_name === undefined ? change : { ...change, name_key: nameKey(change.display_name) }
  await writing<PeopleTables>(tx).updateTable('person').set(keyed).where('id', '=', id).execute()
}

/** Grants a role for a place, from one day to another; a grant that is there already gets the new days. */
export async function grantRole(tx: Tx, person: string, role: Role, given: { scope?: Scope; from?: string | null; to?: string | null } = {}): Promise<void> {
  const { scope = wholeCentre, from = null, to = null } = given
  await writing<PeopleTables>(tx)
    .insertInto('role_grant')
    .values({ person, role, scope, from_day: from, to_day: to })
    .onConflict((conflict) => conflict.columns(['person', 'role', 'scope']).doUpdateSet({ from_day: from, to_day: to }))
    .execute()
}

export async function takeRole(tx: Tx, person: string, role: Role, scope: Scope = wholeCentre): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('role_grant').where('person', '=', person).where('role', '=', role).where('scope', '=', scope).execute()
}

/** Ends every session of a person, and every sign-in that waits for its second step. */
export async function endSessionsOf(tx: Tx, person: string): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('session').where('person', '=', person).execute()
  await writing<PeopleTables>(tx).deleteFrom('second_step').where('person', '=', person).execute()
}

export async function addSecret(
  tx: Tx,
  row: Omit<Selectable<PeopleTables['one_time_secret']>, 'used_at' | 'place'> & { place?: string | null },
): Promise<void> {
  await writing<PeopleTables>(tx)
    .insertInto('one_time_secret')
    .values({ ...row, used_at: null })
    .execute()
}

/** Takes a secret out of use; undefined when it is unknown, spent or too old. */
export async function spendSecret(tx: Tx, hash: Buffer, kind: SecretKind, now: Date) {
  return writing<PeopleTables>(tx)
    .updateTable('one_time_secret')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['person', 'next', 'place'])
    .executeTakeFirst()
}

export async function dropSecretsOf(tx: Tx, person: string, kind: SecretKind): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('one_time_secret').where('person', '=', person).where('kind', '=', kind).execute()
}

/** Counts one more and says how many there were in this span. */
export async function countCheck(tx: Tx, subject: string, span: Date): Promise<number> {
  const row = await writing<PeopleTables>(tx)
    .insertInto('secret_check')
    .values({ subject, span, checks: 1 })
    .onConflict((conflict) => conflict.columns(['subject', 'span']).doUpdateSet({ checks: sql`secret_check.checks + 1` }))
    .returning('checks')
    .executeTakeFirstOrThrow()
  return row.checks
}

/** Takes out counts of earlier spans, and whatever was made for a while that is over. */
export async function forgetWhatIsOver(tx: Tx, { now, span, idleSince }: { now: Date; span: Date; idleSince: Date }): Promise<void> {
  const db = writing<PeopleTables>(tx)
  await db.deleteFrom('secret_check').where('span', '<', span).execute()
  for (const table of ['one_time_secret', 'second_step', 'passkey_challenge', 'known_device', 'email_change'] as const)
    await db.deleteFrom(table).where('expires_at', '<', now).execute()
  await db
    .deleteFrom('session')
    .where((row) => row.or([row('expires_at', '<', now), row('last_seen_at', '<', idleSince)]))
    .execute()
}

/** The person a secret was made for. */
export async function findSecretOwner(db: Db, hash: Buffer) {
  return reading<PeopleTables>(db)
    .selectFrom('one_time_secret')
    .innerJoin('person', 'person.id', 'one_time_secret.person')
    .select(['person.id', 'person.login', 'person.password_hash'])
    .where('one_time_secret.hash', '=', hash)
    .executeTakeFirst()
}

/** Whether a secret is good now; it stays unspent. */
export async function isSecretGood(db: Db, hash: Buffer, kind: SecretKind, now: Date): Promise<boolean> {
  const row = await reading<PeopleTables>(db)
    .selectFrom('one_time_secret')
    .select('kind')
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

export async function removeSamplePeople(tx: Tx): Promise<string[]> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('person').where('sample', '=', true).returning('id').execute()
  return rows.map((row) => row.id)
}

export async function allPeople(db: Db) {
  return reading<PeopleTables>(db)
    .selectFrom('person')
    .select(['id', 'login', 'display_name', 'sample', 'disabled_at'])
    .select(sql<Role[]>`array(select distinct role from role_grant where role_grant.person = person.id order by role)`.as('roles'))
    .orderBy('login')
    .execute()
}
