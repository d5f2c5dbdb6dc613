import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { confirmHours, invitationHours, later, resetHours } from '../domain/limits.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addSecret, dropSecretsOf, findPerson } from '../store.ts'

/** What a letter needs: where it goes, the secret for its link, and the reader's variant. */
export interface MintedSecret {
  readonly email: string
  readonly secret: string
  readonly variant: Variant
}

export function mintConfirmation(app: App, person: string, next: string | null): Promise<MintedSecret | null> {
  return mint(app, person, { kind: 'confirm-email', hours: confirmHours, next })
}

export function mintReset(app: App, person: string): Promise<MintedSecret | null> {
  return mint(app, person, { kind: 'reset-password', hours: resetHours, next: null })
}

/** For an account that nobody has entered yet; null for one that is in use. */
export async function mintInvitation(app: App, person: string): Promise<MintedSecret | null> {
  const row = await findPerson(app.db, person)
  if (!row || row.password_hash !== null || row.email_confirmed_at !== null || row.merged_into !== null) return null
  return mint(app, person, { kind: 'accept-invitation', hours: invitationHours, next: null })
}

/** Made when the letter is sent; the one before it stops working, and only the hash stays. */
function mint(
  app: App,
  id: string,
  wish: { kind: 'confirm-email' | 'reset-password' | 'accept-invitation'; hours: number; next: string | null },
): Promise<MintedSecret | null> {
  return app.db.transact(async (tx) => {
    const person = await findPerson(tx, id)
    if (!person?.email || person.disabled_at) return null
    const [now, secret] = [app.now(), tokenFrom(app.random(32))]
    await dropSecretsOf(tx, id, wish.kind)
    await addSecret(tx, { hash: hashSecret(secret), kind: wish.kind, person: id, next: wish.next, created_at: now, expires_at: later(now, wish.hours) })
    return { email: person.email, secret, variant: person.variant }
  })
}
