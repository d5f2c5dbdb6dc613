import { type Kysely, sql } from 'kysely'

/** Tests that are taken along to where there is no network. */
export async function takenTests(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attempt
    add column taken_at timestamptz, add column taken_until timestamptz, add column taken_by uuid, add column brought_back_at timestamptz`.execute(db)
}
