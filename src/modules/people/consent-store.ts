import { sql } from 'kysely'
import type { PersonId } from '#kernel/id.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Purpose } from './domain/consent.ts'
import type { PeopleTables } from './tables.ts'

export async function consentInForce(db: Db, person: string, purpose: Purpose) {
  return reading<PeopleTables>(db)
    .selectFrom('consent')
    .selectAll()
    .where('person', '=', person)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
}

/** False when that consent was in force already. */
export async function addConsent(tx: Tx, row: Omit<PeopleTables['consent'], 'withdrawn_at'>): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .insertInto('consent')
    .values({ ...row, withdrawn_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

/** False when there was none in force. */
export async function endConsent(tx: Tx, person: string, purpose: Purpose, at: Date): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('person', '=', person)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}

export async function addNoticeSeen(tx: Tx, row: PeopleTables['notice_seen']): Promise<void> {
  await writing<PeopleTables>(tx)
    .insertInto('notice_seen')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function lastNoticeSeen(db: Db, person: string) {
  return reading<PeopleTables>(db).selectFrom('notice_seen').selectAll().where('person', '=', person).orderBy('version', 'desc').executeTakeFirst()
}

export async function findRestriction(db: Db, accounts: readonly string[]) {
  return reading<PeopleTables>(db)
    .selectFrom('restriction')
    .select('since')
    .where('person', 'in', [...accounts])
    .executeTakeFirst()
}

export async function allRestricted(db: Db): Promise<string[]> {
  const rows = await reading<PeopleTables>(db).selectFrom('restriction').select('person').execute()
  return rows.map(({ person }) => person)
}

export async function putRestriction(tx: Tx, row: PeopleTables['restriction']): Promise<void> {
  await writing<PeopleTables>(tx)
    .insertInto('restriction')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function liftRestriction(tx: Tx, accounts: readonly string[]): Promise<void> {
  await writing<PeopleTables>(tx)
    .deleteFrom('restriction')
    .where('person', 'in', [...accounts])
    .execute()
}

/** Notes the day on which an account was used; no finer, since nobody needs it finer. */
export async function noteUse(tx: Tx, person: string, now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  await writing<PeopleTables>(tx)
    .insertInto('account_use')
    .values({ person, last_on: day })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ last_on: day }))
    .execute()
}

export interface IdleAccount {
  readonly person: PersonId
  readonly lastOn: Date
}

/** Accounts that nobody used since a day, the longest unused first; whoever runs the centre is never among them. */
export async function findIdle(db: Db, since: Date): Promise<IdleAccount[]> {
  const last = sql<Date>`coalesce(account_use.last_on::timestamptz, person.created_at)`
  const rows = await reading<PeopleTables>(db)
    .selectFrom('person')
    .leftJoin('account_use', 'account_use.person', 'person.id')
    .select('person.id')
    .select(last.as('lastOn'))
    .where(last, '<', since)
    .where('person.sample', '=', false)
    .where('person.merged_into', 'is', null)
    .where(sql<boolean>`not exists (select from role_grant where role_grant.person = person.id and role = 'admin')`)
    .orderBy('lastOn')
    .orderBy('person.id')
    .execute()
  return rows.map(({ id, lastOn }) => ({ person: id as PersonId, lastOn }))
}

/** The file of an import holds what was said of her; what it was for is done. */
export async function forgetImportsOf(tx: Tx, person: string): Promise<void> {
  await writing<PeopleTables>(tx)
    .updateTable('people_import')
    .set({ body: null })
    .where('id', 'in', (of) => of.selectFrom('people_import_person').select('import').where('people_import_person.person', '=', person))
    .execute()
}
