import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { shortNetwork, shortUserAgent } from '../domain/devices.ts'
import { deviceDays, later, secondStepMinutes } from '../domain/limits.ts'
import { factorsOf } from '../factor-store.ts'
import type { FromWhere } from '../from-where.ts'
import { survivorOf } from '../queries/same-person.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addSecondStep, addSession, countDevices, noteDevice, renameDevice } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'

/** A token and its end: it goes into a cookie and is stored nowhere else. */
export interface TokenUntil {
  readonly token: string
  readonly expires: Date
}

/** A session that was opened, and the new name of the browser it was opened in. */
export interface OpenSession extends TokenUntil {
  readonly step: 'session'
  readonly device: TokenUntil
}

/** What the first step of a sign-in leads to: a session, or, for who has a second factor, only the page that asks for it. */
export type Entrance = OpenSession | (TokenUntil & { readonly step: 'second-factor' })

/** How somebody came in. */
export type Way = 'password' | 'passkey' | 'code' | 'letter' | 'printed-code' | 'single-sign-on'

export interface Arrival {
  readonly way: Way
  readonly from: FromWhere
  /** Both factors were shown already: a passkey with its PIN, or another centre's word for it. */
  readonly secondFactor?: boolean
  /** She holds a letter to the owner. */
  readonly trusted?: boolean
}

/**
 * Lets somebody in who has shown what the first step asks for, in the transaction of what earned it. The one place that
 * decides whether a second step follows: every way in ends here.
 */
export async function letIn(app: App, tx: Tx, account: string, arrival: Arrival): Promise<Entrance> {
  const person = await guardOf(tx, account)
  if (arrival.secondFactor || person === undefined) return openSession(app, tx, account, arrival)
  const [now, token] = [app.now(), tokenFrom(app.random(32))]
  const expires = later(now, secondStepMinutes / 60)
  await addSecondStep(tx, { token_hash: hashSecret(token), person, trusted: arrival.trusted ?? false, created_at: now, expires_at: expires })
  return { step: 'second-factor', token, expires }
}

/**
 * Whose second factor is asked for: that of the account that is entered, else that of the one signed in to. A merged account that
 * was guarded is not entered by its password alone because the other one has no second factor.
 */
async function guardOf(tx: Tx, account: string): Promise<PersonId | undefined> {
  for (const one of new Set([await survivorOf(tx, account), account as PersonId])) {
    const { app: hasApp, passkeys } = await factorsOf(tx, one)
    if (hasApp || passkeys > 0) return one
  }
  return undefined
}

/** Opens a session for who has shown all that is asked of her. */
export async function openSession(app: App, tx: Tx, account: string, { way, from, secondFactor = false }: Arrival): Promise<OpenSession> {
  const person = await survivorOf(tx, account)
  const [now, token, limits] = [app.now(), tokenFrom(app.random(32)), await signInLimits(app.db, tx)]
  const expires = later(now, limits.longestDays * 24)
  await addSession(tx, {
    token_hash: hashSecret(token),
    person,
    created_at: now,
    last_seen_at: now,
    expires_at: expires,
    user_agent: shortUserAgent(from.userAgent ?? ''),
    network: shortNetwork(from.address),
    second_factor_at: secondFactor ? now : null,
    proved_at: now,
  })
  await noteDeed(app, tx, { deed: 'people.signed-in', by: person as PersonId, detail: { way, secondFactor } })
  return { step: 'session', token, expires, device: await knowDevice(app, tx, person, from) }
}

/** Knows the browser again next time, under a new name; one that is new to a person who has others is told to her. */
async function knowDevice(app: App, tx: Tx, person: string, { device }: FromWhere): Promise<TokenUntil> {
  const [now, token, before] = [app.now(), tokenFrom(app.random(32)), await countDevices(tx, person)]
  const expires = later(now, deviceDays * 24)
  if (device !== undefined) await renameDevice(tx, hashSecret(device), hashSecret(token))
  const { isNew } = await noteDevice(tx, { token_hash: hashSecret(token), person, created_at: now, last_seen_at: now, expires_at: expires })
  if (isNew && before > 0) await tell(app, tx, [{ kind: 'people.security-changed', body: { person, what: 'new-device' } }])
  return { token, expires }
}
