import type { PersonId } from '#kernel/id.ts'
import type { Db } from '#platform/db.ts'
import { allRestricted, consentInForce, findIdle, findRestriction, type IdleAccount, lastNoticeSeen } from '../consent-store.ts'
import { consentVersion, type Purpose } from '../domain/consent.ts'
import { personIds } from './same-person.ts'

/**
 * Whether a person may be written to, or her data used, for a purpose that needs her consent: she gave it, to these very
 * words, and her data are not restricted. Asked at the moment of use, so that withdrawing stops it at once.
 */
export async function hasConsent(db: Db, person: PersonId, purpose: Purpose): Promise<boolean> {
  const given = await consentInForce(db, person, purpose)
  return given?.version === consentVersion[purpose] && !(await isRestricted(db, person))
}

export interface GivenConsent {
  readonly purpose: Purpose
  /** Null when there is none in force. */
  readonly since: Date | null
}

/** What a person agreed to, as she sees it. */
export async function consentsOf(db: Db, person: PersonId, of: readonly Purpose[]): Promise<GivenConsent[]> {
  return Promise.all(
    of.map(async (purpose) => {
      const given = await consentInForce(db, person, purpose)
      return { purpose, since: given?.version === consentVersion[purpose] ? given.given_at : null }
    }),
  )
}

/** The newest version of the privacy notice that a person has seen; 0 when none. */
export async function noticeSeenBy(db: Db, person: PersonId): Promise<number> {
  return (await lastNoticeSeen(db, person))?.version ?? 0
}

/** Whether the data of a person are only to be kept: not in reports, lists of others, or letters that nobody must send. */
export async function isRestricted(db: Db, person: PersonId): Promise<boolean> {
  return (await findRestriction(db, await personIds(db, person))) !== undefined
}

/** Everybody whose data are only to be kept, by all their accounts, for reports that must leave them out. */
export async function restrictedPeople(db: Db): Promise<ReadonlySet<string>> {
  const accounts = await Promise.all((await allRestricted(db)).map((person) => personIds(db, person)))
  return new Set(accounts.flat())
}

/** Accounts unused since a day. */
export function idleAccounts(db: Db, since: Date): Promise<IdleAccount[]> {
  return findIdle(db, since)
}
