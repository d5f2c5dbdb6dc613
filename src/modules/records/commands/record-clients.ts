/** Other systems that may come to the record store: made and turned away by an administrator. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Version } from '@putokaz/xapi'
import { isUuid } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { addClient, type ClientRow, clientByKey, revoke } from '../client-store.ts'
import { isScope } from '../domain/scopes.ts'

export interface NewClient {
  readonly actor: SignedIn
  readonly name: string
  readonly scopes: readonly string[]
  /** Origins of pages that may ask in its name (CORS). */
  readonly origins: readonly string[]
  /** The edition in which it is answered when it does not say which one it speaks. */
  readonly edition: Version
}

export type NewClientRefusal = 'not-allowed' | 'name-missing' | 'scope-missing' | 'origin-malformed'

/** Key and secret, told once: of the secret only its sum is kept. */
export interface Credentials {
  readonly id: string
  readonly key: string
  readonly secret: string
}

const hash = (secret: string) => createHash('sha256').update(secret).digest()
const longestName = 100

export async function makeClient(app: App, given: NewClient): Promise<Result<Credentials, NewClientRefusal>> {
  const { actor, scopes, edition } = given
  const name = given.name.trim()
  if (!may(actor, 'run-centre')) return refuse('not-allowed')
  if (name === '' || name.length > longestName) return refuse('name-missing')
  if (scopes.length === 0 || !scopes.every(isScope)) return refuse('scope-missing')
  if (!given.origins.every(isOrigin)) return refuse('origin-malformed')
  const secret = Buffer.from(app.random(32)).toString('hex')
  const key = Buffer.from(app.random(12)).toString('hex')
  const id = app.newId()
  const row = { id, key, name, edition, scopes: [...scopes], origins: [...given.origins], secret_hash: hash(secret), made_at: app.now(), revoked_at: null }
  await app.db.transact(async (tx) => {
    await addClient(tx, row)
    await noteDeed(app, tx, { deed: 'records.client-made', by: actor.id, on: `record-client:${id}`, detail: { name, scopes: scopes.join(' ') } })
  })
  return done({ id, key, secret })
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text
}

/** Turns a client away; its next request is refused. */
export function revokeClient(app: App, { actor, id }: { actor: SignedIn; id: string }): Promise<Result<null, 'not-allowed' | 'no-such-client'>> {
  return app.db.transact(async (tx) => {
    if (!may(actor, 'run-centre')) return refuse('not-allowed')
    if (!isUuid(id) || !(await revoke(tx, id, app.now()))) return refuse('no-such-client')
    await noteDeed(app, tx, { deed: 'records.client-revoked', by: actor.id, on: `record-client:${id}` })
    return done(null)
  })
}

/** The client whose key and secret these are. Looked up each time, so that one turned away is out with the next request. */
export async function clientOf(app: App, { key, secret }: { key: string; secret: string }): Promise<ClientRow | undefined> {
  const row = /^[\w-]{1,64}$/.test(key) ? await clientByKey(app.db, key) : undefined
  const fits = timingSafeEqual(hash(secret), row?.secret_hash ?? hash(''))
  return row && fits ? row : undefined
}
