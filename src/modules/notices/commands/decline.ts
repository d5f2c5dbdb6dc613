import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { hashOf } from '../hash.ts'
import { addDeclineKey, declineKey, isUnwanted, setUnwanted } from '../store.ts'

/** A key that a letter carries, good for declining letters of its kind and for nothing else; only its hash stays. */
export async function mintDeclineKey(app: App, person: string, kind: string): Promise<string> {
  const key = Buffer.from(app.random(24)).toString('base64url')
  await app.db.transact((tx) => addDeclineKey(tx, { hash: hashOf(key), person, kind, made_at: app.now() }))
  return key
}

export interface Declinable {
  readonly kind: string
  readonly unwanted: boolean
}

/** Which letters a key speaks of; null when nobody got it. */
export async function declinable(db: Db, key: string): Promise<Declinable | null> {
  const found = await declineKey(db, hashOf(key))
  return found ? { kind: found.kind, unwanted: await isUnwanted(db, found.person, found.kind) } : null
}

/** Stops letters of a kind to the person who got the key, or lets them come again. */
export function declineLetters(app: App, given: { key: string; unwanted: boolean }): Promise<Result<Declinable, 'no-such-key'>> {
  return app.db.transact(async (tx) => {
    const found = await declineKey(tx, hashOf(given.key))
    if (!found) return refuse('no-such-key')
    await setUnwanted(tx, { ...found, since: app.now() }, given.unwanted)
    return done({ kind: found.kind, unwanted: given.unwanted })
  })
}
