import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import { later, strongTouchMinutes, touchMinutes } from '../domain/limits.ts'
import type { SignedIn } from '../domain/policy.ts'
import { hashSecret } from '../secrets.ts'
import { findSession } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { findPerson } from '../store.ts'
import { survivorOf } from './same-person.ts'

/** The person whose session this is, with the roles she has at this moment. */
export async function personOfSession(db: Db, token: string, now: Date): Promise<SignedIn | null> {
  return (await sessionNow(db, token, now))?.person ?? null
}

/** A good session; `stale` when it is time to note that it was used. */
export async function sessionNow(db: Db, token: string, now: Date): Promise<{ person: SignedIn; stale: boolean } | null> {
  const row = await findSession(db, hashSecret(token), now, await signInLimits(db))
  if (!row) return null
  const minutes = row.strong ? strongTouchMinutes : touchMinutes
  return { person: row.person, stale: row.lastSeenAt < later(now, -minutes / 60) }
}

/** The name a person confirmed for her certificates, in both scripts. */
export async function confirmedName(db: Db, id: PersonId): Promise<{ cyrillic: string; latin: string } | null> {
  const row = await findPerson(db, await survivorOf(db, id))
  return row?.name_confirmed_at && row.name_cyrillic && row.name_latin ? { cyrillic: row.name_cyrillic, latin: row.name_latin } : null
}

export interface PersonCard {
  readonly id: PersonId
  readonly login: string
  readonly displayName: string
  readonly email: string | null
  readonly variant: Variant
}

export async function personById(db: Db, id: string): Promise<PersonCard | null> {
  const row = await findPerson(db, id)
  return row ? { id: row.id as PersonId, login: row.login, displayName: row.display_name, email: row.email, variant: row.variant } : null
}
