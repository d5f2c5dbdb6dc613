import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { CertificatesTables } from './tables.ts'

/** Certificates that run out between two days (`YYYY-MM-DD`), were not revoked, and were not told of yet. */
export async function endingBetween(db: Db, from: string, to: string): Promise<string[]> {
  const rows = await reading<CertificatesTables>(db)
    .selectFrom('certificate')
    .leftJoin('ending_certificate', 'ending_certificate.number', 'certificate.number')
    .select('certificate.number')
    .where('revoked_at', 'is', null)
    .where('ending_certificate.number', 'is', null)
    .where(sql<boolean>`frozen->>'validUntil' between ${from} and ${to}`)
    .orderBy('certificate.number')
    .limit(1000)
    .execute()
  return rows.map(({ number }) => number)
}

/** Notes that it was told that they run out; returns those of which it had not been. */
export async function noteEnding(tx: Tx, numbers: readonly string[], at: Date): Promise<string[]> {
  if (numbers.length === 0) return []
  const rows = await writing<CertificatesTables>(tx)
    .insertInto('ending_certificate')
    .values(numbers.map((number) => ({ number, told_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .execute()
  return rows.map(({ number }) => number)
}

export interface OwnedCertificate {
  readonly number: string
  readonly person: string
}

/** Whose these certificates are. */
export async function ownersOf(db: Db, numbers: readonly string[]): Promise<OwnedCertificate[]> {
  if (numbers.length === 0) return []
  return reading<CertificatesTables>(db)
    .selectFrom('certificate')
    .select(['number', 'person'])
    .where('number', 'in', [...numbers])
    .execute()
}

/** Of which of a person's certificates it was told that they run out. */
export async function endingsOf(db: Db, person: string) {
  return reading<CertificatesTables>(db)
    .selectFrom('ending_certificate')
    .innerJoin('certificate', 'certificate.number', 'ending_certificate.number')
    .select(['ending_certificate.number', 'told_at'])
    .where('certificate.person', '=', person)
    .execute()
}

/** Lets go of that, before the certificates lose their person. */
export async function forgetEndingsOf(tx: Tx, person: string): Promise<void> {
  const db = writing<CertificatesTables>(tx)
  await db
    .deleteFrom('ending_certificate')
    .where('number', 'in', db.selectFrom('certificate').select('number').where('person', '=', person))
    .execute()
}
