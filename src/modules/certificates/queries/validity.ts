import type { PersonId } from '#kernel/id.ts'
import { courseByCode } from '#modules/courses/index.ts'
import { accountsOf } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import { type CertificateState, certificateState, dayOf } from '../domain/state.ts'
import { standingsFor } from '../store.ts'

/** Whether a person's certificate of a course holds: what those may know who are responsible for her. Its number and result stay hers. */
export interface Validity {
  readonly kind: CertificateState['kind']
  readonly until?: string
}

/** Of each of these people, whichever of her accounts earned it, the one of her certificates of a course that says most; who has none is left out. */
export async function validityIn(db: Db, people: readonly PersonId[], course: string, now: Date): Promise<Map<PersonId, Validity>> {
  const persons = await accountsOf(db, people)
  const rows = persons.size === 0 ? [] : withPerson(await standingsFor(db, [...persons.keys()], course), persons)
  const newest = (await courseByCode(db, course))?.version
  const found = new Map<PersonId, Validity>()
  for (const row of rows) {
    const person = row.person as PersonId
    const hers = rows.filter((other) => other.person === row.person && other.version !== row.version && !other.revoked).map(({ version }) => version)
    const standing = {
      version: row.version,
      issuedOn: row.issuedOn,
      ...(row.validUntil !== null && { validUntil: row.validUntil }),
      ...(row.revoked && { revoked: { on: dayOf(now), reason: '' } }),
    }
    const { kind } = certificateState(standing, dayOf(now), { newest: newest ?? row.version, hers })
    // Rows come with the latest first: an older one is told only when it holds and no later one does.
    if (!found.has(person) || (kind === 'valid' && found.get(person)?.kind !== 'valid'))
      found.set(person, { kind, ...(row.validUntil !== null && { until: row.validUntil }) })
  }
  return found
}

function withPerson<Row extends { readonly person: string }>(rows: readonly Row[], persons: ReadonlyMap<PersonId, PersonId>): Row[] {
  return rows.map((row) => ({ ...row, person: persons.get(row.person as PersonId) ?? row.person }))
}
