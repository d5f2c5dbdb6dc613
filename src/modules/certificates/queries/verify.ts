import type { PersonId } from '#kernel/id.ts'
import { courseByCode } from '#modules/courses/index.ts'
import type { Db } from '#platform/db.ts'
import type { Frozen } from '../domain/frozen.ts'
import { normaliseNumber } from '../domain/number.ts'
import { type CertificateState, certificateState, dayOf } from '../domain/state.ts'
import { type CertificateRow, findByNumber, findOf } from '../store.ts'

/** A certificate as its owner sees it. */
export interface HeldCertificate {
  readonly number: string
  readonly state: CertificateState
  readonly frozen: Frozen
}

/** A certificate as anybody who knows its number sees it: without the result. */
export interface VerifiedCertificate {
  readonly number: string
  readonly state: CertificateState
  readonly frozen: Omit<Frozen, 'percent'>
}

const nobodysNumber = '0000-0000-0000'

/** What is known of the number, however it was typed; null when there is no such certificate. Both answers cost the same work. */
export async function verify(db: Db, number: string, now: Date): Promise<VerifiedCertificate | null> {
  const row = await findByNumber(db, normaliseNumber(number) ?? nobodysNumber)
  const newest = (await courseByCode(db, row?.course ?? ''))?.version
  const others = await findOf(db, row?.person ?? '00000000-0000-0000-0000-000000000000', row?.course ?? '')
  if (!row) return null
  const { percent: _, ...frozen } = row.frozen
  return { number: row.number, state: stateOf(row, others, newest, now), frozen }
}

function stateOf(row: CertificateRow, all: readonly CertificateRow[], newest: string | undefined, now: Date): CertificateState {
  const { issuedOn, validUntil } = row.frozen
  const revoked = row.revoked_at && { on: dayOf(row.revoked_at), reason: row.revoked_reason ?? '' }
  const standing = { version: row.version, issuedOn, ...(validUntil !== undefined && { validUntil }), ...(revoked && { revoked }) }
  // One that is revoked replaces nothing.
  const hers = all.filter((other) => other.number !== row.number && other.course === row.course && other.revoked_at === null).map(({ version }) => version)
  return certificateState(standing, dayOf(now), { newest: newest ?? row.version, hers })
}

/** A person's certificates, the last first. */
export async function certificatesOf(db: Db, person: PersonId, now: Date): Promise<HeldCertificate[]> {
  const rows = await findOf(db, person)
  const newest = new Map<string, string | undefined>()
  for (const { course } of rows) if (!newest.has(course)) newest.set(course, (await courseByCode(db, course))?.version)
  return rows.map((row) => ({ number: row.number, state: stateOf(row, rows, newest.get(row.course), now), frozen: row.frozen }))
}
