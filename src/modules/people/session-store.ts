/** Sessions, sign-ins that wait for their second step, and browsers that are known. */
import { sql } from 'kysely'
import type { PersonId } from '#kernel/id.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { noteUse } from './consent-store.ts'
import type { SignedIn } from './domain/policy.ts'
import type { Grant } from './domain/roles.ts'
import { awake, carriesSecondFactor, type SignInLimits } from './domain/second-factor.ts'
import type { PeopleTables } from './tables.ts'

export type SessionColumns = PeopleTables['session']

export async function addSession(
  tx: Tx,
  row: Omit<SessionColumns, 'id' | 'second_factor_at' | 'proved_at' | 'user_agent' | 'network'> & SessionMarks,
): Promise<void> {
  await writing<PeopleTables>(tx).insertInto('session').values(row).execute()
  await noteUse(tx, row.person, row.created_at)
}

interface SessionMarks {
  readonly user_agent: string
  readonly network: string
  readonly second_factor_at: Date | null
  readonly proved_at: Date | null
}

/** Notes a use. After a rest the session has to show its second factor anew, so it is forgotten in the same statement. */
export async function touchSessionRow(tx: Tx, tokenHash: Buffer, given: { now: Date; strongSince: Date }): Promise<void> {
  const used = await writing<PeopleTables>(tx)
    .updateTable('session')
    .set({ last_seen_at: given.now, second_factor_at: sql`case when last_seen_at > ${given.strongSince} then second_factor_at end` })
    .where('token_hash', '=', tokenHash)
    .returning('person')
    .executeTakeFirst()
  if (used) await noteUse(tx, used.person, given.now)
}

export async function endSession(tx: Tx, tokenHash: Buffer): Promise<{ person: string } | undefined> {
  return writing<PeopleTables>(tx).deleteFrom('session').where('token_hash', '=', tokenHash).returning('person').executeTakeFirst()
}

/** Ends a session of hers by its id; one of somebody else's is not there. */
export async function endSessionOf(tx: Tx, person: string, id: string): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('session').where('person', '=', person).where('id', '=', id).returning('id').execute()
  return rows.length === 1
}

/** Ends all of a person's sessions but one, and what waits to become one. Says how many there were. */
export async function endOtherSessions(tx: Tx, person: string, kept: Buffer): Promise<number> {
  await writing<PeopleTables>(tx).deleteFrom('second_step').where('person', '=', person).execute()
  const rows = await writing<PeopleTables>(tx).deleteFrom('session').where('person', '=', person).where('token_hash', '<>', kept).returning('id').execute()
  return rows.length
}

/** Gives a session a new token as its rights rise, so that one that was planted or overheard before is worth nothing. */
export async function renewSession(tx: Tx, tokenHash: Buffer, change: { token_hash: Buffer; proved_at: Date; second_factor_at?: Date }) {
  return writing<PeopleTables>(tx).updateTable('session').set(change).where('token_hash', '=', tokenHash).returning(['person', 'expires_at']).executeTakeFirst()
}

export interface SessionRow {
  readonly id: string
  readonly person: SignedIn
  readonly lastSeenAt: Date
  /** It carries a second factor now. */
  readonly strong: boolean
  readonly provedAt: Date | null
}

/** The person of a session that is alive and hers, with her roles, in one query. */
export async function findSession(db: Db, tokenHash: Buffer, now: Date, limits: SignInLimits): Promise<SessionRow | undefined> {
  const day = now.toISOString().slice(0, 10)
  const row = await reading<PeopleTables>(db)
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .select(['person.id', 'person.display_name', 'person.name_cyrillic', 'person.name_latin'])
    .select(['session.id as session', 'session.last_seen_at', 'session.second_factor_at', 'session.proved_at'])
    .select(
      sql<Grant[]>`(select coalesce(jsonb_agg(jsonb_build_object('role', role, 'scope', scope)), '[]') from role_grant
        where role_grant.person = person.id and coalesce(from_day <= ${day}, true) and coalesce(${day} <= to_day, true))`.as('grants'),
    )
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .where('session.created_at', '>', daysBefore(now, limits.longestDays))
    .where('session.last_seen_at', '>', daysBefore(now, limits.idleDays))
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const strong = carriesSecondFactor({ lastSeenAt: row.last_seen_at, secondFactorAt: row.second_factor_at }, limits, now)
  const { grants, withheld } = awake(row.grants, strong)
  const person: SignedIn = {
    id: row.id as PersonId,
    displayName: row.name_cyrillic ?? row.display_name,
    displayNameLatin: row.name_latin ?? row.display_name,
    roles: [...new Set(grants.map(({ role }) => role))],
    grants,
    withheld,
  }
  return { id: row.session, person, lastSeenAt: row.last_seen_at, strong, provedAt: row.proved_at }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}

/** All that is alive, the last used first. */
export async function sessionsOfPerson(db: Db, person: string, now: Date, limits: SignInLimits) {
  return reading<PeopleTables>(db)
    .selectFrom('session')
    .select(['id', 'token_hash', 'user_agent', 'network', 'created_at', 'last_seen_at'])
    .where('person', '=', person)
    .where('expires_at', '>', now)
    .where('created_at', '>', daysBefore(now, limits.longestDays))
    .where('last_seen_at', '>', daysBefore(now, limits.idleDays))
    .orderBy('last_seen_at', 'desc')
    .execute()
}

export async function addSecondStep(tx: Tx, row: PeopleTables['second_step']): Promise<void> {
  await writing<PeopleTables>(tx).insertInto('second_step').values(row).execute()
}

/** The person whose second step this is, unless it is over or her account is closed. */
export async function findSecondStep(db: Db, tokenHash: Buffer, now: Date) {
  return reading<PeopleTables>(db)
    .selectFrom('second_step')
    .innerJoin('person', 'person.id', 'second_step.person')
    .select(['second_step.person', 'second_step.trusted', 'person.login'])
    .where('second_step.token_hash', '=', tokenHash)
    .where('second_step.expires_at', '>', now)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Takes it, so that of several answers at once only one opens a session. */
export async function takeSecondStep(tx: Tx, tokenHash: Buffer, now: Date): Promise<{ person: string } | undefined> {
  return writing<PeopleTables>(tx)
    .deleteFrom('second_step')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where((row) => row.exists(row.selectFrom('person').select('id').whereRef('person.id', '=', 'second_step.person').where('disabled_at', 'is', null)))
    .returning('person')
    .executeTakeFirst()
}

export async function isKnownDevice(db: Db, tokenHash: Buffer, person: string, now: Date): Promise<boolean> {
  const row = await reading<PeopleTables>(db)
    .selectFrom('known_device')
    .select('person')
    .where('token_hash', '=', tokenHash)
    .where('person', '=', person)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** A browser keeps one token for all who sign in there, and it is new with each sign-in. */
export async function renameDevice(tx: Tx, from: Buffer, to: Buffer): Promise<void> {
  await writing<PeopleTables>(tx).updateTable('known_device').set({ token_hash: to }).where('token_hash', '=', from).execute()
}

/** Whether this browser is new to this person. */
export async function noteDevice(tx: Tx, row: PeopleTables['known_device']): Promise<{ isNew: boolean }> {
  const noted = await writing<PeopleTables>(tx)
    .insertInto('known_device')
    .values(row)
    .onConflict((conflict) => conflict.columns(['token_hash', 'person']).doUpdateSet({ last_seen_at: row.last_seen_at, expires_at: row.expires_at }))
    .returning(sql<boolean>`xmax = 0`.as('is_new'))
    .executeTakeFirstOrThrow()
  return { isNew: noted.is_new }
}

export async function countDevices(db: Db, person: string): Promise<number> {
  const row = await reading<PeopleTables>(db)
    .selectFrom('known_device')
    .select(({ fn }) => fn.countAll<number>().as('devices'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  return row.devices
}
