/** What a person sees of how her account is guarded. */
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { type Browser, deviceOf, type System } from '../domain/devices.ts'
import { emailChangeOf } from '../email-change-store.ts'
import { type Factors, factorsOf, passkeysOfPerson } from '../factor-store.ts'
import { hashSecret } from '../secrets.ts'
import { findSecondStep, sessionsOfPerson } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { findPerson } from '../store.ts'

export interface OwnSession {
  readonly id: string
  readonly browser: Browser
  readonly system: System
  readonly network: string
  readonly begun: Date
  readonly lastSeen: Date
  readonly isThisOne: boolean
}

/** Her sessions, this one first. */
export async function ownSessions(app: App, person: PersonId, token: string): Promise<OwnSession[]> {
  const [hash, rows] = [hashSecret(token), await sessionsOfPerson(app.db, person, app.now(), await signInLimits(app.db))]
  const all = rows.map((row) => ({
    id: row.id,
    ...deviceOf(row.user_agent),
    network: row.network,
    begun: row.created_at,
    lastSeen: row.last_seen_at,
    isThisOne: row.token_hash.equals(hash),
  }))
  return all.toSorted((one, other) => Number(other.isThisOne) - Number(one.isThisOne))
}

export interface OwnSecurity extends Factors {
  readonly login: string
  readonly hasPassword: boolean
  readonly email: string | null
  readonly wantedEmail: string | null
}

export async function ownSecurity(app: App, person: PersonId): Promise<OwnSecurity> {
  const [row, factors, change] = [await findPerson(app.db, person), await factorsOf(app.db, person), await emailChangeOf(app.db, person, app.now())]
  return {
    ...factors,
    login: row?.login ?? '',
    hasPassword: row?.password_hash != null,
    email: row?.email ?? null,
    wantedEmail: change?.email ?? null,
  }
}

export interface WantedEmail {
  readonly email: string
  readonly confirmed: boolean
  readonly approved: boolean
}

export async function wantedEmail(app: App, person: PersonId): Promise<WantedEmail | null> {
  const change = await emailChangeOf(app.db, person, app.now())
  return change ? { email: change.email, confirmed: change.confirmed_at !== null, approved: change.approved_at !== null } : null
}

export interface OwnPasskey {
  readonly id: string
  readonly name: string
  readonly added: Date
  readonly lastUsed: Date | null
}

export async function ownPasskeys(app: App, person: PersonId): Promise<OwnPasskey[]> {
  return (await passkeysOfPerson(app.db, person)).map(({ id, name, created_at: added, last_used_at: lastUsed }) => ({ id, name, added, lastUsed }))
}

/** Whether a sign-in waits for its second step in this browser. */
export async function isSecondStepOpen(app: App, token: string): Promise<boolean> {
  return (await findSecondStep(app.db, hashSecret(token), app.now())) !== undefined
}
