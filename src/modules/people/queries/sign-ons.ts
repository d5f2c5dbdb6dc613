import type { PersonId } from '#kernel/id.ts'
import type { Localized } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { signOnProvider, signOnProviders } from '../commands/start-sign-on.ts'
import type { WaysIn } from '../domain/sign-on.ts'
import { factorsOf } from '../factor-store.ts'
import { hashSecret } from '../secrets.ts'
import { findOffer, type LinkRow, linksOf } from '../sign-on-store.ts'
import { findPerson } from '../store.ts'

export interface SignOnChoice {
  readonly id: string
  readonly name: Localized
}

/** The providers that the sign-in page offers. */
export function signOnChoices(app: App): SignOnChoice[] {
  return signOnProviders(app).map(({ id, name }) => ({ id, name }))
}

export interface LinkedSignOn extends SignOnChoice {
  readonly email: string | null
  readonly linkedAt: Date
  readonly lastUsedAt: Date | null
}

/** A person's linked sign-ins with providers that are trusted now, and those she may still link. */
export async function signOnsOf(app: App, person: PersonId): Promise<{ linked: LinkedSignOn[]; others: SignOnChoice[] }> {
  const live = liveLinks(app, await linksOf(app.db, person))
  const linked = live.map(({ link, provider: { id, name } }) => ({ id, name, email: link.email, linkedAt: link.linked_at, lastUsedAt: link.last_used_at }))
  return { linked, others: signOnChoices(app).filter(({ id }) => !linked.some((one) => one.id === id)) }
}

/** A link counts only while its provider is in the file. */
function liveLinks(app: App, links: readonly LinkRow[]): { link: LinkRow; provider: SignOnChoice }[] {
  return links.flatMap((link) => {
    const provider = signOnProviders(app).find(({ issuer }) => issuer === link.issuer)
    return provider ? [{ link, provider }] : []
  })
}

/** The identity that waits in this browser to be linked. */
export async function offeredSignOn(app: App, secret: string): Promise<(SignOnChoice & { email: string | null; holder: string | null }) | null> {
  const offer = await findOffer(app.db, hashSecret(secret), app.now())
  const provider = offer && signOnProvider(app, offer.provider)
  return offer && provider?.issuer === offer.issuer ? { id: provider.id, name: provider.name, email: offer.email, holder: offer.name } : null
}

/** How other sign-ins know a person, whether their providers are trusted now or not. */
export async function identitiesOf(db: Db, person: string): Promise<Pick<LinkRow, 'issuer' | 'subject'>[]> {
  return (await linksOf(db, person)).map(({ issuer, subject }) => ({ issuer, subject }))
}

/** How a person can get in now. */
export async function waysIn(app: App, db: Db, person: PersonId): Promise<WaysIn> {
  const row = await findPerson(db, person)
  return { password: row?.password_hash != null, passkeys: (await factorsOf(db, person)).passkeys, links: liveLinks(app, await linksOf(db, person)).length }
}
