/** SQL of the desk for people. */
import { type Selectable, sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Grant, Role } from './domain/roles.ts'
import type { PersonRow } from './store.ts'
import type { PeopleTables } from './tables.ts'

export type PersonState = 'active' | 'invited' | 'disabled' | 'merged'
export const personStates: readonly PersonState[] = ['active', 'invited', 'disabled', 'merged']

export interface PeopleFilter {
  /** Folded parts that name, login or place must all hold. */
  readonly parts: readonly string[]
  readonly role: Role | null
  readonly state: PersonState | null
  readonly offset: number
  readonly limit: number
}

export interface ListedPerson {
  readonly id: string
  readonly login: string
  readonly email: string | null
  readonly name: string
  readonly place: string | null
  readonly roles: readonly Role[]
  readonly state: PersonState
}

/** Of an account: closed, merged into another, never entered, or alive. */
const state = sql<PersonState>`case when merged_into is not null then 'merged' when disabled_at is not null then 'disabled'
  when password_hash is null and not exists (select from sign_on_link l where l.person = person.id) then 'invited' else 'active' end`

export async function findPeople(db: Db, filter: PeopleFilter): Promise<{ people: ListedPerson[]; total: number }> {
  let query = reading<PeopleTables>(db).selectFrom('person')
  for (const part of filter.parts) {
    const like = `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((row) => row.or([row('name_key', 'like', like), row('login', 'like', like), row(sql`lower(coalesce(place, ''))`, 'like', like)]))
  }
  const { role } = filter
  if (role !== null) query = query.where(sql<boolean>`exists (select from role_grant g where g.person = person.id and g.role = ${role})`)
  if (filter.state !== null) query = query.where(state, '=', filter.state)
  const rows = await query
    .select(['id', 'login', 'email', 'display_name as name', 'place'])
    .select(state.as('state'))
    .select(sql<Role[]>`array(select distinct role from role_grant g where g.person = person.id order by role)`.as('roles'))
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('name_key')
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { people: rows.map(({ total: _, ...person }) => person), total: rows[0]?.total ?? 0 }
}

export type GivenGrant = Grant & { readonly from: string | null; readonly to: string | null }

export async function grantsOf(db: Db, person: string): Promise<GivenGrant[]> {
  return reading<PeopleTables>(db)
    .selectFrom('role_grant')
    .select(['role', 'scope', 'from_day as from', 'to_day as to'])
    .where('person', '=', person)
    .orderBy('role')
    .orderBy('scope')
    .execute()
}

/** Those of these accounts that are open, stand for themselves and have no e-mail, with their roles. */
export async function codeless(db: Db, people: readonly string[]): Promise<{ id: string; roles: Role[] }[]> {
  if (people.length === 0) return []
  return reading<PeopleTables>(db)
    .selectFrom('person')
    .select('id')
    .select(sql<Role[]>`array(select distinct role from role_grant g where g.person = person.id)`.as('roles'))
    .where('id', 'in', [...people])
    .where('email', 'is', null)
    .where('disabled_at', 'is', null)
    .where('merged_into', 'is', null)
    .execute()
}

/** How many sessions a person has, and when she was last seen in one. */
export async function sessionsSeen(db: Db, person: string): Promise<{ count: number; lastSeenAt: Date | null }> {
  return reading<PeopleTables>(db)
    .selectFrom('session')
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<Date | null>`max(last_seen_at)`.as('lastSeenAt'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
}

export async function stateOfPerson(db: Db, person: string): Promise<PersonState | undefined> {
  return (await reading<PeopleTables>(db).selectFrom('person').select(state.as('state')).where('id', '=', person).executeTakeFirst())?.state
}

/** Lets one change of administrators after another decide, so that two do not take away each other's last one. */
export async function oneAdminChangeAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('people/admins', 0))`.execute(writing<PeopleTables>(tx))
}

/** Administrators of the whole centre for good, besides this one, who can enter. */
export async function otherAdmins(tx: Tx, person: string, day: string): Promise<number> {
  const row = await writing<PeopleTables>(tx)
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person')
    .select(sql<number>`count(distinct person.id)::int`.as('count'))
    .where('role', '=', 'admin')
    .where('scope', '=', '')
    .where('to_day', 'is', null)
    .where((row) => row.or([row('from_day', 'is', null), row('from_day', '<=', day)]))
    .where('disabled_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('person.id', '!=', person)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function mergedInto(db: Db, person: string): Promise<PersonRow[]> {
  return (await reading<PeopleTables>(db).selectFrom('person').selectAll().where('merged_into', '=', person).orderBy('merged_at').execute()) as PersonRow[]
}

/** Both rows, held, in an order that two merges at once share. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<Selectable<PeopleTables['person']>[]> {
  return writing<PeopleTables>(tx)
    .selectFrom('person')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function setMerged(tx: Tx, person: string, merged: { into: string; at: Date } | null): Promise<void> {
  await writing<PeopleTables>(tx)
    .updateTable('person')
    .set({ merged_into: merged?.into ?? null, merged_at: merged?.at ?? null })
    .where('id', '=', person)
    .execute()
}

/** Secrets that were sent or printed for a person stop working. */
export async function dropAllSecretsOf(tx: Tx, person: string): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('one_time_secret').where('person', '=', person).execute()
}
