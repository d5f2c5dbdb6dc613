import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { noteUse } from '../consent-store.ts'
import { later, sessionDays } from '../domain/limits.ts'
import { survivorOf } from '../queries/same-person.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addSession } from '../store.ts'

/** A session that was opened: its token goes into the cookie and is stored nowhere else. */
export interface OpenSession {
  readonly token: string
  readonly expires: Date
}

/** Opens a session in the transaction of what earned it, on the account that stands for the person. */
export async function openSession(app: App, tx: Tx, account: string): Promise<OpenSession> {
  const person = await survivorOf(tx, account)
  const [now, token] = [app.now(), tokenFrom(app.random(32))]
  const expires = later(now, sessionDays * 24)
  await addSession(tx, { token_hash: hashSecret(token), person, created_at: now, last_seen_at: now, expires_at: expires })
  await noteUse(tx, person, now)
  return { token, expires }
}
