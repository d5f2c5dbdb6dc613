/** Other record stores that statements are handed on to: named, paused and taken out by an administrator. */
import type { Version } from '@putokaz/xapi'
import { isUuid } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { mayBeAsked } from '#platform/limited-fetch.ts'
import { sealingWith } from '#platform/sealed-secret.ts'
import { type ForwardedAuthority, forwardedAuthorities } from '../domain/forwarding.ts'
import { addForwarding, changeForwarding, dropForwarding, firstId, markRefused } from '../forwarding-store.ts'

export interface NewForwarding {
  readonly actor: SignedIn
  readonly name: string
  /** Where its `/statements` lies below. */
  readonly address: string
  readonly key: string
  readonly secret: string
  readonly edition: Version
  readonly authorities: readonly string[]
  /** Verbs by their ids; none means every verb. */
  readonly verbs: readonly string[]
  /** All there is, or what is stored from now on. */
  readonly from: 'all' | 'now'
}

export type ForwardingRefusal = 'not-allowed' | 'name-missing' | 'address-malformed' | 'address-own' | 'key-missing' | 'authority-missing'

/** Of the secret the database has only what opens with a key that lies in the keys folder. */
export const forwardingSecrets = sealingWith('record-forwarding')

/** To whom it goes is sealed with it: an address that was changed in the table gets nothing. */
export const ownerOf = ({ id, address }: { readonly id: string; readonly address: string }): string => `${id} ${address}`

const longestName = 100

export async function makeForwarding(app: App, given: NewForwarding): Promise<Result<{ id: string }, ForwardingRefusal>> {
  const wrong = wrongIn(app, given)
  if (wrong) return refuse(wrong)
  const { actor, name, key, edition, authorities, verbs, from } = given
  const [id, now] = [app.newId(), app.now()]
  const address = plainAddress(given.address)
  const row = {
    id,
    name: name.trim(),
    address,
    key: key.trim(),
    secret: await forwardingSecrets.seal(app, ownerOf({ id, address }), given.secret),
    edition,
    authorities: [...authorities],
    verbs: [...verbs],
    made_at: now,
    paused_at: null,
    place_stored: from === 'all' ? new Date(0) : now,
    place_id: firstId,
    sent: 0,
    last_sent_at: null,
    problem: null,
    tries: 0,
    next_try: now,
  }
  await app.db.transact(async (tx) => {
    await addForwarding(tx, row)
    await noteDeed(app, tx, { deed: 'records.forwarding-made', by: actor.id, on: `record-forwarding:${id}`, detail: { host: new URL(address).host } })
  })
  return done({ id })
}

function wrongIn(app: App, { actor, name, address, key, secret, authorities }: NewForwarding): ForwardingRefusal | undefined {
  if (!may(actor, 'run-centre')) return 'not-allowed'
  if (name.trim() === '' || name.trim().length > longestName) return 'name-missing'
  const wrongAddress = wrongInAddress(app, address)
  if (wrongAddress) return wrongAddress
  // RFC 7617 §2: a user-id has no colon.
  if (key.trim() === '' || key.includes(':') || secret === '' || key.length > 200 || secret.length > 500) return 'key-missing'
  return authorities.length > 0 && authorities.every((one) => forwardedAuthorities.includes(one as ForwardedAuthority)) ? undefined : 'authority-missing'
}

function wrongInAddress(app: App, address: string): ForwardingRefusal | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !mayBeAsked(url) || url.search !== '' || url.hash !== '' || address.length > 500) return 'address-malformed'
  return url.origin === app.config.publicUrl.origin ? 'address-own' : undefined
}

function plainAddress(address: string): string {
  return new URL(address).href.replace(/\/{1,20}$/, '').replace(/\/statements$/, '')
}

type Change = Result<null, 'not-allowed' | 'no-such-forwarding'>
interface Wanted {
  readonly actor: SignedIn
  readonly id: string
}

export function pauseForwarding(app: App, { actor, id }: Wanted): Promise<Change> {
  return app.db.transact(async (tx): Promise<Change> => {
    if (!may(actor, 'run-centre')) return refuse('not-allowed')
    if (!isUuid(id) || !(await changeForwarding(tx, id, { paused_at: app.now() }))) return refuse('no-such-forwarding')
    await noteDeed(app, tx, { deed: 'records.forwarding-paused', by: actor.id, on: `record-forwarding:${id}` })
    return done(null)
  })
}

/** Goes on at once, where it stood: also what waits after trouble is tried without waiting longer. */
export function resumeForwarding(app: App, { actor, id }: Wanted): Promise<Change> {
  return app.db.transact(async (tx): Promise<Change> => {
    if (!may(actor, 'run-centre')) return refuse('not-allowed')
    const change = { paused_at: null, tries: 0, problem: null, next_try: app.now() }
    if (!isUuid(id) || !(await changeForwarding(tx, id, change))) return refuse('no-such-forwarding')
    await noteDeed(app, tx, { deed: 'records.forwarding-resumed', by: actor.id, on: `record-forwarding:${id}` })
    return done(null)
  })
}

/** Lets go there once more what it would not take, since it may have been mended meanwhile; what it refuses again is listed again. */
export function sendRefusedAgain(app: App, { actor, id }: Wanted): Promise<Change> {
  return app.db.transact(async (tx): Promise<Change> => {
    if (!may(actor, 'run-centre')) return refuse('not-allowed')
    if (!isUuid(id) || !(await changeForwarding(tx, id, { tries: 0, next_try: app.now() }))) return refuse('no-such-forwarding')
    const count = await markRefused(tx, id)
    await noteDeed(app, tx, { deed: 'records.forwarding-repeated', by: actor.id, on: `record-forwarding:${id}`, detail: { statements: count } })
    return done(null)
  })
}

/** Takes it out with its secret; what it has, it keeps. */
export function removeForwarding(app: App, { actor, id }: Wanted): Promise<Change> {
  return app.db.transact(async (tx): Promise<Change> => {
    if (!may(actor, 'run-centre')) return refuse('not-allowed')
    if (!isUuid(id) || !(await dropForwarding(tx, id))) return refuse('no-such-forwarding')
    await noteDeed(app, tx, { deed: 'records.forwarding-removed', by: actor.id, on: `record-forwarding:${id}` })
    return done(null)
  })
}
