import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import type { SignedIn } from '../domain/policy.ts'
import { isLastWay } from '../domain/sign-on.ts'
import { waysIn } from '../queries/sign-ons.ts'
import { hashSecret } from '../secrets.ts'
import { addLink, linksOf, removeLink, takeOffer } from '../sign-on-store.ts'
import { signOnProvider } from './start-sign-on.ts'

export type LinkRefusal = 'offer-over' | 'linked-elsewhere'

/** Links the identity that was offered in this browser to the account that is signed in: both were proved. Its owner gets a letter. */
export function confirmSignOn(app: App, given: { actor: SignedIn; secret: string }): Promise<Result<null, LinkRefusal>> {
  return app.db.transact(async (tx): Promise<Result<null, LinkRefusal>> => {
    const offer = await takeOffer(tx, hashSecret(given.secret), app.now())
    const provider = offer && signOnProvider(app, offer.provider)
    if (!offer || provider?.issuer !== offer.issuer) return refuse('offer-over')
    const { issuer, subject, email } = offer
    const link = { issuer, subject, email, person: given.actor.id, provider: provider.id, linked_at: app.now(), last_used_at: null }
    if (!(await addLink(tx, link))) return refuse('linked-elsewhere')
    await noteDeed(app, tx, { deed: 'people.sign-on-linked', by: given.actor.id, detail: { provider: provider.id } })
    await tell(app, tx, [{ kind: 'people.sign-on-changed', body: { person: given.actor.id } }])
    return done(null)
  })
}

/** Throws away an offer that she does not want. */
export async function dropSignOnOffer(app: App, secret: string): Promise<void> {
  await app.db.transact(async (tx) => void (await takeOffer(tx, hashSecret(secret), app.now())))
}

export type UnlinkRefusal = 'no-such-link' | 'last-way-in'

/** Takes a link away, unless it is the last way into the account. */
export function unlinkSignOn(app: App, given: { actor: SignedIn; provider: string }): Promise<Result<null, UnlinkRefusal>> {
  return app.db.transact(async (tx): Promise<Result<null, UnlinkRefusal>> => {
    const issuer = signOnProvider(app, given.provider)?.issuer
    const link = (await linksOf(tx, given.actor.id)).find((one) => one.issuer === issuer)
    if (!link) return refuse('no-such-link')
    if (isLastWay(await waysIn(app, tx, given.actor.id))) return refuse('last-way-in')
    await removeLink(tx, given.actor.id, link)
    await noteDeed(app, tx, { deed: 'people.sign-on-unlinked', by: given.actor.id, detail: { provider: given.provider } })
    await tell(app, tx, [{ kind: 'people.sign-on-changed', body: { person: given.actor.id } }])
    return done(null)
  })
}
