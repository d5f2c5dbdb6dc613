import { type Selectable, sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { CertificatesTables } from './tables.ts'

export type CertificateRow = Selectable<CertificatesTables['certificate']>

export async function findByNumber(db: Db, number: string): Promise<CertificateRow | undefined> {
  return reading<CertificatesTables>(db).selectFrom('certificate').selectAll().where('number', '=', number).executeTakeFirst()
}

export async function findFor(db: Db, person: string, courseVersion: string): Promise<CertificateRow | undefined> {
  return reading<CertificatesTables>(db)
    .selectFrom('certificate')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .where('course_version', '=', courseVersion)
    .executeTakeFirst()
}

export async function findOf(db: Db, person: string, course?: string): Promise<CertificateRow[]> {
  let query = reading<CertificatesTables>(db)
    .selectFrom('certificate')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .orderBy('issued_at', 'desc')
  if (course !== undefined) query = query.where('course', '=', course)
  return query.execute()
}

/** False when there is one for that person and course version already. */
export async function addCertificate(tx: Tx, row: CertificateRow): Promise<boolean> {
  const added = await writing<CertificatesTables>(tx)
    .insertInto('certificate')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person', 'course_version']).doNothing())
    .returning('number')
    .execute()
  return added.length === 1
}

/** False when there is no such certificate, or it is revoked already. */
export async function markRevoked(tx: Tx, number: string, revoked: Pick<CertificateRow, 'revoked_at' | 'revoked_reason' | 'revoked_by'>): Promise<boolean> {
  const changed = await writing<CertificatesTables>(tx)
    .updateTable('certificate')
    .set(revoked)
    .where('number', '=', number)
    .where('revoked_at', 'is', null)
    .returning('number')
    .execute()
  return changed.length === 1
}

export interface KeptFile {
  readonly hash: string
  readonly size: number
}

export async function keptFile(db: Db, number: string, variant: string): Promise<KeptFile | undefined> {
  return reading<CertificatesTables>(db)
    .selectFrom('certificate_file')
    .select(['hash', 'size'])
    .where('number', '=', number)
    .where('variant', '=', variant)
    .executeTakeFirst()
}

/** Keeps a file unless one was made in the meantime, and returns the one that counts. */
export async function keepFile(tx: Tx, number: string, variant: string, file: KeptFile): Promise<KeptFile> {
  await writing<CertificatesTables>(tx)
    .insertInto('certificate_file')
    .values({ number, variant, ...file })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await keptFile(tx, number, variant)) ?? file
}

/** Takes out the certificates of these people, in the caller's transaction. */
export async function removeCertificatesOf(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length > 0)
    await writing<CertificatesTables>(tx)
      .deleteFrom('certificate')
      .where('person', 'in', [...people])
      .execute()
}

/** The files that were made of a person's certificates. */
export async function filesOf(db: Db, person: string) {
  return reading<CertificatesTables>(db)
    .selectFrom('certificate_file')
    .innerJoin('certificate', 'certificate.number', 'certificate_file.number')
    .select(['certificate_file.number', 'variant', 'hash', 'size', 'made_at'])
    .where('certificate.person', '=', person)
    .execute()
}

/** Leaves a person's certificates without her: one unknown holder, no names, no result, no reason, no files. */
export async function detachCertificatesOf(tx: Tx, person: string, nobody: string): Promise<void> {
  const db = writing<CertificatesTables>(tx)
  const hers = db.selectFrom('certificate').select('number').where('person', '=', person)
  await db.deleteFrom('certificate_file').where('number', 'in', hers).execute()
  await db
    .updateTable('certificate')
    .set({
      person: nobody,
      revoked_reason: sql<string | null>`case when revoked_at is null then null else '' end`,
      frozen: sql`jsonb_set(frozen - 'percent', '{names}', '{"cyrillic": "", "latin": ""}')`,
    })
    .where('person', '=', person)
    .execute()
  await db.updateTable('certificate').set({ revoked_by: null }).where('revoked_by', '=', person).execute()
}

/** What tells whether certificates of these people for a course hold, the latest first; neither numbers, nor names, nor results. */
export async function standingsFor(db: Db, people: readonly string[], course: string) {
  return reading<CertificatesTables>(db)
    .selectFrom('certificate')
    .select(['person', 'version'])
    .select(sql<boolean>`revoked_at is not null`.as('revoked'))
    .select(sql<string>`frozen ->> 'issuedOn'`.as('issuedOn'))
    .select(sql<string | null>`frozen ->> 'validUntil'`.as('validUntil'))
    .where('person', 'in', [...people])
    .where('course', '=', course)
    .orderBy('issued_at', 'desc')
    .execute()
}
