/** Codes of an app and recovery codes: checked first, and used in the transaction of what they open. */
import { TOTP } from 'otpauth'
import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { appCode, codeSeconds, stepOf, stepsOff } from '../domain/second-factor.ts'
import { findApp, someRecoveryHash, useRecoveryHash, useStep } from '../factor-store.ts'
import { hashLike, normaliseCode } from '../secrets.ts'
import { openSealed } from './sealed-secret.ts'

/** What a typed code turned out to be. */
export type GoodCode = { readonly kind: 'app'; readonly step: number } | { readonly kind: 'recovery'; readonly hash: string }

/** What a code is that somebody typed for an account; nothing when it is none of hers. It is not used up yet. */
export async function checkCode(app: App, person: string, typed: string): Promise<GoodCode | null> {
  const digits = appCode(typed)
  if (digits !== undefined) return checkAppCode(app, person, digits)
  const hash = await hashLike(normaliseCode(typed.slice(0, 100)), await someRecoveryHash(app.db, person))
  return hash === undefined ? null : { kind: 'recovery', hash }
}

async function checkAppCode(app: App, person: string, digits: string): Promise<GoodCode | null> {
  const row = await findApp(app.db, person)
  if (!row?.secret || !row.confirmed_at) return null
  const step = stepOfCode(await openSealed(app, person, row.secret), digits, app.now())
  return step === undefined ? null : { kind: 'app', step }
}

/** The step of time whose code this is, up to one away from now. */
export function stepOfCode(secret: string, digits: string, now: Date): number | undefined {
  const off = new TOTP({ secret, period: codeSeconds }).validate({ token: digits, timestamp: now.getTime(), window: stepsOff })
  return off === null ? undefined : stepOf(now) + off
}

/** Uses the code up: false when somebody used it in the meantime. */
export async function useCode(app: App, tx: Tx, person: string, code: GoodCode): Promise<boolean> {
  if (code.kind === 'app') return useStep(tx, person, code.step)
  if (!(await useRecoveryHash(tx, person, code.hash))) return false
  await noteDeed(app, tx, { deed: 'people.recovery-code-used', by: person as PersonId })
  return true
}
