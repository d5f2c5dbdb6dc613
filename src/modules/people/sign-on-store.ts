/** SQL of single sign-on. */
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { PeopleTables } from './tables.ts'

export type LinkRow = PeopleTables['sign_on_link']
export type FlowRow = PeopleTables['sign_on_flow']
export type OfferRow = PeopleTables['sign_on_offer']

export async function addFlow(tx: Tx, row: FlowRow): Promise<void> {
  await writing<PeopleTables>(tx).insertInto('sign_on_flow').values(row).execute()
}

/** Takes a journey out: it comes back once, to the provider it went to, in time. */
export async function takeFlow(tx: Tx, hash: Buffer, provider: string, now: Date): Promise<FlowRow | undefined> {
  const row = await writing<PeopleTables>(tx)
    .deleteFrom('sign_on_flow')
    .where('hash', '=', hash)
    .where('provider', '=', provider)
    .returningAll()
    .executeTakeFirst()
  return row && row.expires_at > now ? row : undefined
}

export async function addOffer(tx: Tx, row: OfferRow): Promise<void> {
  await writing<PeopleTables>(tx).insertInto('sign_on_offer').values(row).execute()
}

export async function findOffer(db: Db, hash: Buffer, now: Date): Promise<OfferRow | undefined> {
  return reading<PeopleTables>(db).selectFrom('sign_on_offer').selectAll().where('hash', '=', hash).where('expires_at', '>', now).executeTakeFirst()
}

export async function takeOffer(tx: Tx, hash: Buffer, now: Date): Promise<OfferRow | undefined> {
  const row = await writing<PeopleTables>(tx).deleteFrom('sign_on_offer').where('hash', '=', hash).returningAll().executeTakeFirst()
  return row && row.expires_at > now ? row : undefined
}

/** Takes out what nobody came back for. */
export async function forgetOldSignOns(tx: Tx, now: Date): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('sign_on_flow').where('expires_at', '<', now).execute()
  await writing<PeopleTables>(tx).deleteFrom('sign_on_offer').where('expires_at', '<', now).execute()
}

/** False when this identity is linked already. */
export async function addLink(tx: Tx, row: LinkRow): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .insertInto('sign_on_link')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .execute()
  return rows.length === 1
}

/** The account an identity is linked to. */
export async function findLink(db: Db, { issuer, subject }: { issuer: string; subject: string }) {
  return reading<PeopleTables>(db)
    .selectFrom('sign_on_link')
    .innerJoin('person', 'person.id', 'sign_on_link.person')
    .select(['person.id', 'person.disabled_at'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

export async function noteLinkUsed(tx: Tx, { issuer, subject }: { issuer: string; subject: string }, now: Date): Promise<void> {
  await writing<PeopleTables>(tx).updateTable('sign_on_link').set({ last_used_at: now }).where('issuer', '=', issuer).where('subject', '=', subject).execute()
}

export async function linksOf(db: Db, person: string): Promise<LinkRow[]> {
  return reading<PeopleTables>(db).selectFrom('sign_on_link').selectAll().where('person', '=', person).orderBy('linked_at').execute()
}

export async function removeLink(tx: Tx, person: string, { issuer, subject }: { issuer: string; subject: string }): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx)
    .deleteFrom('sign_on_link')
    .where('person', '=', person)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('person')
    .execute()
  return rows.length === 1
}
